package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
        @Nullable String decorator) {
    private static final Duration MAX_WEEK = Duration.ofDays(20);

    /** Whether it is the achievement of the week, as the site decides that. A month's one runs for longer. */
    public boolean isOfTheWeek() {
        return eventTitle.toLowerCase(Locale.ROOT).contains("of the week")
                && activeFrom != null
                && activeUntil != null
                && Duration.between(activeFrom, activeUntil).compareTo(MAX_WEEK) < 0;
    }
}
