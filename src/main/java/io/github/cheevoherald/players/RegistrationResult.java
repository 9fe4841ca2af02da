package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import org.jspecify.annotations.Nullable;

/** The outcome of an attempt to register. */
public sealed interface RegistrationResult {

    /** Linked; {@code replaced} is the name of the member's previous player, or null. */
    record Linked(Player player, @Nullable String replaced) implements RegistrationResult {}

    /** The member already has this player. */
    record AlreadyLinked(Player player) implements RegistrationResult {}

    /** Another member of the server has the player. */
    record Taken(String playerName, long memberId) implements RegistrationResult {}

    /** Not a possible name on the site. */
    record ImpossibleName() implements RegistrationResult {}

    /** The site does not know the player. */
    record NoSuchPlayer(String username) implements RegistrationResult {}

    /** The site has banned the player. */
    record Banned(String playerName) implements RegistrationResult {}

    /** The server has reached its limit of players. */
    record ServerFull(int limit) implements RegistrationResult {}

    /** The bot has reached its limit of players over all servers. */
    record BotFull(int limit) implements RegistrationResult {}

    /** The site is not responding; the registration is saved and made as soon as it is back. */
    record SavedForLater(String username) implements RegistrationResult {}

    /** Too many requests at the moment; nothing is saved. */
    record TooMany(Outcome.Throttled<Profile> throttled) implements RegistrationResult {}
}
