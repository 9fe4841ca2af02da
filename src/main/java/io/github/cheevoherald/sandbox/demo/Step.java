package io.github.cheevoherald.sandbox.demo;

import java.util.function.Function;

/** An event in the demo. Achievements are given by the index of the game in the story and their own index in it. */
sealed interface Step {

    /** A player unlocks something; {@code lateMinutes} ago if it comes late. */
    record Unlock(String player, Spot spot, boolean hardcore, int lateMinutes) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unlock().apply(this);
        }
    }

    /** A player's softcore unlock becomes a hardcore one. */
    record Upgrade(String player, Spot spot) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.upgrade().apply(this);
        }
    }

    /** A player unlocks something, and an event counts it too. */
    record Twin(String player, Spot spot, int event) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.twin().apply(this);
        }
    }

    /** A player's offline session arrives at once. */
    record Burst(String player, int game, int count) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.burst().apply(this);
        }
    }

    /** A player starts a game over. */
    record StartOver(String player, int game) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.startOver().apply(this);
        }
    }

    /** A player files a ticket. */
    record Complain(String player, Spot spot, int words, boolean hardcore) implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.complain().apply(this);
        }
    }

    /** The oldest open ticket is resolved. */
    record Resolve() implements Step {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.resolve().apply(this);
        }
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<R>(
            Function<? super Unlock, ? extends R> unlock,
            Function<? super Upgrade, ? extends R> upgrade,
            Function<? super Twin, ? extends R> twin,
            Function<? super Burst, ? extends R> burst,
            Function<? super StartOver, ? extends R> startOver,
            Function<? super Complain, ? extends R> complain,
            Function<? super Resolve, ? extends R> resolve) {}

    /** Applies the function for this case. */
    <R> R fold(Cases<R> cases);

    /** An achievement's place. */
    record Spot(int game, int achievement) {}
}
