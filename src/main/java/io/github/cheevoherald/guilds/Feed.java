package io.github.cheevoherald.guilds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel that receives announcements.
 *
 * @param blockedReason why nothing goes through at present; null while all is well
 * @param blockedAt since when
 */
public record Feed(
        long guildId,
        long channelId,
        @Nullable String blockedReason,
        @Nullable Instant blockedAt) {}
