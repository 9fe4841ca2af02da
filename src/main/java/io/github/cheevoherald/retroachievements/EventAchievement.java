package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An achievement of an event.
 *
 * @param copyId the achievement in the event's own game
 * @param originalId the achievement that counts for the event; null if the event has one of its own
 * @param title the original's title, or else the copy's
 * @param eventId null if the site names no event
 * @param activeUntil the first moment at which it no longer counts
 * @param decorator a name such as {@code Week 29}
 */
public record EventAchievement(
        long id,
        long copyId,
        @Nullable Long originalId,
        String title,
        String description,
        int points,
        @Nullable String badgeUrl,
        @Nullable Long eventId,
        String eventTitle,
        @Nullable String eventBadgeUrl,
        @Nullable Instant activeFrom,
        @Nullable Instant activeUntil,
        @Nullable String decorator) {}
