package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.AchievementGame;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The achievements that events list as running: the one of the week first, then by when they end. */
public record RunningEvents(List<Entry> entries) {
    public RunningEvents {
        entries = List.copyOf(entries);
    }

    /**
     * A running achievement.
     *
     * @param achievementId the achievement to unlock: the original, or the event's own
     * @param copyId the event's copy of it; null if only the first API has shown it
     * @param eventId null, with an empty title, if only the first API has shown it, or the site names no event
     * @param from null if the site gives no beginning
     * @param until null if the site gives no end
     * @param game null if the site hasn't named it
     */
    public record Entry(
            long achievementId,
            @Nullable Long copyId,
            String title,
            String description,
            int points,
            @Nullable String badgeUrl,
            @Nullable Long eventId,
            String eventTitle,
            @Nullable String decorator,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable AchievementGame game) {

        Entry in(@Nullable AchievementGame named) {
            return new Entry(
                    achievementId,
                    copyId,
                    title,
                    description,
                    points,
                    badgeUrl,
                    eventId,
                    eventTitle,
                    decorator,
                    from,
                    until,
                    named);
        }
    }
}
