package io.github.cheevoherald.commands;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.SiteState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the players the site isn't answering for although it answers for others. */
final class SilentPlayers {
    private final Supplier<SiteState> site;
    private final Supplier<Map<Long, Optional<Duration>>> unanswered;

    SilentPlayers(SlashCommands.Services services) {
        this.site = services.site();
        this.unanswered = services.unanswered();
    }

    /** How long ago the site last answered for each of them, by our own id; empty for never. */
    Map<Long, Optional<Duration>> sinceAnswered() {
        return site.get().kind() == SiteState.Kind.ANSWERING ? unanswered.get() : Map.of();
    }

    /** Whether the player is still on the site as far as we know, so that an answer should come. */
    static boolean isExpected(Player player) {
        return player.goneSince() == null;
    }
}
