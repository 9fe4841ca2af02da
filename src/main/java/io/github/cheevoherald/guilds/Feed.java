package io.github.cheevoherald.guilds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel that receives announcements.
 *
 * @param blockedReason why messages are refused; null while all is well
 * @param blockedAt since when
 * @param probeAt when to try a blocked feed again; null for at once
 */
public record Feed(
        long guildId,
        long channelId,
        @Nullable String blockedReason,
        @Nullable Instant blockedAt,
        @Nullable Instant probeAt) {}
