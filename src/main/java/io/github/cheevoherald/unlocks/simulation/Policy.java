package io.github.cheevoherald.unlocks.simulation;

import io.github.cheevoherald.unlocks.ActivityRadar;
import io.github.cheevoherald.unlocks.Pace;
import io.github.cheevoherald.unlocks.Rota;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** Who gets the next free request. */
interface Policy {
    /** Nobody: the request is not sent. */
    int NOBODY = -1;

    /** The radar's source of activity. */
    int RADAR = -2;

    /** To whom a free request goes; the radar's has been sent then. */
    int next(long now);

    /** The player was asked for, and these unlocks were new. */
    void polled(int player, List<Trace.Unlock> shown, long now);

    /** Everyone in turn. */
    final class Fixed implements Policy {
        private final int players;
        private int next;

        Fixed(int players) {
            this.players = players;
        }

        @Override
        public int next(long now) {
            int player = next;
            next = (next + 1) % players;
            return player;
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            // Nothing is learned.
        }
    }

    /** The bot's own schedule, everybody being new to it at the beginning. */
    final class Adaptive implements Policy {
        private static final long LEASE = 60_000;

        final Rota rota;
        private final long[] polledAt;

        Adaptive(Rota rota, int players, long begin) {
            this.rota = rota;
            this.polledAt = new long[players];
            for (int i = 0; i < players; i++) {
                rota.add(i, Pace.ofNewcomer(begin / 1000), 0, begin);
            }
        }

        @Override
        public int next(long now) {
            OptionalLong player = rota.pick(now, now + LEASE);
            return player.isPresent() ? (int) player.getAsLong() : NOBODY;
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            List<Long> dates =
                    shown.stream().map(unlock -> unlock.unlockedAt() / 1000).toList();
            rota.learn(player, polledAt[player], now / 1000, dates);
            polledAt[player] = now / 1000;
            rota.polled(player, Objects.requireNonNull(rota.pace(player)).with(dates), dates, now);
        }
    }

    /** The bot's own schedule and radar. */
    final class Watching implements Policy, ActivityRadar.Listener {
        private final Adaptive adaptive;
        private final int players;
        private final Clock clock;
        private final ActivityRadar radar;

        Watching(Adaptive adaptive, int players, SimulatedSite site, int requestsPerMinute, Clock clock) {
            this.adaptive = adaptive;
            this.players = players;
            this.clock = clock;
            this.radar = new ActivityRadar(site, this, requestsPerMinute, clock);
        }

        @Override
        public int next(long now) {
            return radar.askNext() ? Policy.RADAR : adaptive.next(now);
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            adaptive.polled(player, shown, now);
        }

        @Override
        public void moved(Set<String> ulids) {
            ulids.forEach(ulid -> adaptive.rota.moved(Long.parseLong(ulid), clock.millis()));
        }

        @Override
        public void covers(Set<String> ulids) {
            for (int i = 0; i < players; i++) {
                adaptive.rota.covered(i, ulids.contains(SimulatedSite.ulid(i)));
            }
        }
    }
}
