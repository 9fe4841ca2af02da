package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.PlayerCard;

/** What a player is called in announcements. */
public final class PlayerName {
    private static final int MAX_NAME = 100;

    private PlayerName() {}

    /** The player's name, for a place where Discord formats nothing. */
    public static String of(PlayerCard player) {
        String name = Markdown.orIfBlank(Markdown.plain(player.name(), MAX_NAME), "");
        return name.isEmpty() ? Markdown.orIfBlank(Markdown.plain(player.ulid(), MAX_NAME), "?") : name;
    }
}
