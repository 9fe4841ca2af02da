package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import org.jspecify.annotations.Nullable;

/** What became of a wish to be registered. */
public sealed interface RegistrationResult {

    /** Linked now; {@code replaced} is the name of the player that the member had before, or null. */
    record Linked(Player player, @Nullable String replaced) implements RegistrationResult {}

    /** The member has this player already. */
    record AlreadyLinked(Player player) implements RegistrationResult {}

    /** Another member of the server has the player. */
    record Taken(String playerName, long memberId) implements RegistrationResult {}

    /** No player of the site can have such a name. */
    record ImpossibleName() implements RegistrationResult {}

    /** The site knows no such player. */
    record NoSuchPlayer(String username) implements RegistrationResult {}

    /** The site has banned the player. */
    record Banned(String playerName) implements RegistrationResult {}

    /** The server has as many players as it may have. */
    record ServerFull(int limit) implements RegistrationResult {}

    /** The bot watches as many players as it may, over all servers. */
    record BotFull(int limit) implements RegistrationResult {}

    /** The site does not answer now; the wish is kept and followed as soon as it does. */
    record NotedForLater(String username) implements RegistrationResult {}

    /** Too many questions; nothing is kept. */
    record TooMany(Outcome.Throttled<Profile> throttled) implements RegistrationResult {}
}
