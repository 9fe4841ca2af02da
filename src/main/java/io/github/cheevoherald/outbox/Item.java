package io.github.cheevoherald.outbox;

import org.jspecify.annotations.Nullable;

/** A single thing that is announced once, such as an unlock. */
public interface Item {

    /** The player it is about; null for a kind that is not about players. */
    @Nullable PlayerCard player();

    /** What people call it, as the site wrote it. */
    String title();

    /** When it happened, in seconds since 1970; announcements go out in this order. */
    long date();

    /** What identifies it among the player's items of the same second, such as an achievement's number. */
    String subject();

    /** The number of the game that it is about, so that a member can hide that game; 0 if there is none. */
    default long gameId() {
        return 0;
    }

    /** The title of that game; empty if there is none. */
    default String gameTitle() {
        return "";
    }

    /** What a filter judges it by. */
    default ItemProperties properties() {
        return ItemProperties.NONE;
    }

    /** How it is recognised in a posted message. */
    default ItemKey key() {
        PlayerCard player = player();
        return ItemKey.of(player == null ? "" : player.url(), subject(), date());
    }
}
