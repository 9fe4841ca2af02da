package io.github.cheevoherald.rota;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What scans of the site's list say about one player. Times are milliseconds since 1970, by our own clock. */
final class Presence {
    /** Points that haven't moved say nothing about the latest unlocks: the site counts these some seconds later. */
    private static final long POINTS_LAG = 10_000;

    /** Points that moved long ago don't belong to an unlock found now, nor the other way around. */
    private static final long BALANCE_LASTS = 300_000;

    private @Nullable Points points;
    private long readAt;
    private long activeSince;
    private long activeUntil = Long.MIN_VALUE;
    private boolean seenBefore;

    /** The points that the list showed and polls did not find; negative if a poll was first. */
    private long notFound;

    private long balancedAt;

    /**
     * Takes in the player's line of the list.
     *
     * @param sitting how long the player counts as being in a sitting
     * @return whether there are unlocks that no poll has found
     */
    boolean sighted(Points now, Duration ago, long at, Duration sitting) {
        seenBefore = isActive(at);
        if (!seenBefore) {
            activeSince = at - ago.toMillis();
        }
        activeUntil = Math.max(activeUntil, at - ago.toMillis() + sitting.toMillis());
        long gained = points == null ? 0 : now.gainedSince(points);
        points = now;
        readAt = at;
        count(gained, at);
        return gained > 0 && notFound > 0;
    }

    /** Takes in that a poll found unlocks of this many points; the list's first line will include earlier ones. */
    void found(long gained, long at) {
        if (points != null) {
            count(-gained, at);
        }
    }

    private void count(long gained, long at) {
        if (at - balancedAt > BALANCE_LASTS) {
            notFound = 0;
        }
        if (gained != 0) {
            notFound += gained;
            balancedAt = at;
        }
    }

    /** Whether the player counts as being in a sitting. */
    boolean isActive(long now) {
        return now < activeUntil;
    }

    /** The start of the activity. */
    long activeSince() {
        return activeSince;
    }

    /** Up to when the list shows that there was no unlock; before a sitting's second line it shows nothing. */
    long knownUntil() {
        return seenBefore ? readAt - POINTS_LAG : Long.MIN_VALUE;
    }
}
