package io.github.cheevoherald.guilds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel that receives a server's announcements of one kind.
 *
 * @param blockedReason why nothing goes through at present; null while it works
 * @param blockedAt since when
 * @param probeAt when to try a blocked feed again; null for at once
 * @param ownChannel whether the channel was chosen for this kind alone; else it follows the server's default channel
 * @param begunAt when the kind was turned on in the server, by the site's clock
 */
public record Feed(
        long guildId,
        String kind,
        long channelId,
        @Nullable String blockedReason,
        @Nullable Instant blockedAt,
        @Nullable Instant probeAt,
        boolean ownChannel,
        Instant begunAt) {}
