package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of a registration. */
public sealed interface RegistrationResult {

    /**
     * The member is linked now.
     *
     * @param replaced the name of the player they had before, or null
     * @param paused whether they have paused announcements in the server
     */
    record Linked(Player player, @Nullable String replaced, boolean paused) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.linked().apply(this);
        }
    }

    /** The member already had this player, and may have paused announcements in the server. */
    record AlreadyLinked(Player player, boolean paused) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.alreadyLinked().apply(this);
        }
    }

    /** Another member of the server has the player. */
    record Taken(String playerName, long memberId) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.taken().apply(this);
        }
    }

    /** The site can't have a player of that name. */
    record ImpossibleName() implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.impossibleName().apply(this);
        }
    }

    /** The site has no such player. */
    record NoSuchPlayer(String username) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.noSuchPlayer().apply(this);
        }
    }

    /** The site has banned the player. */
    record Banned(String playerName) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.banned().apply(this);
        }
    }

    /** The server has reached its maximum number of players. */
    record ServerFull(int limit) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.serverFull().apply(this);
        }
    }

    /** The bot has reached its maximum number of players over all servers. */
    record BotFull(int limit) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.botFull().apply(this);
        }
    }

    /** The site doesn't respond; the registration is saved and made as soon as it does. */
    record SavedForLater(String username) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.savedForLater().apply(this);
        }
    }

    /** Too many requests; nothing is saved. */
    record TooMany(Outcome.Throttled<Profile> throttled) implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tooMany().apply(this);
        }
    }

    /** The member had everything about them forgotten meanwhile; nothing is saved. */
    record Forgotten() implements RegistrationResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.forgotten().apply(this);
        }
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<R>(
            Function<? super Linked, ? extends R> linked,
            Function<? super AlreadyLinked, ? extends R> alreadyLinked,
            Function<? super Taken, ? extends R> taken,
            Function<? super ImpossibleName, ? extends R> impossibleName,
            Function<? super NoSuchPlayer, ? extends R> noSuchPlayer,
            Function<? super Banned, ? extends R> banned,
            Function<? super ServerFull, ? extends R> serverFull,
            Function<? super BotFull, ? extends R> botFull,
            Function<? super SavedForLater, ? extends R> savedForLater,
            Function<? super TooMany, ? extends R> tooMany,
            Function<? super Forgotten, ? extends R> forgotten) {}

    /** Whether the member has the player now. */
    default boolean isRegistered() {
        return this instanceof Linked || this instanceof AlreadyLinked;
    }

    /** Applies the function for this case. */
    <R> R fold(Cases<R> cases);
}
