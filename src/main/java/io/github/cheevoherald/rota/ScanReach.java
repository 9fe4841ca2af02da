package io.github.cheevoherald.rota;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far back scans of the site's list read, and have read. Times in the list are only compared with each other: the
 * site's clock need not agree with ours, and may be set back.
 */
final class ScanReach {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Emulators show activity about this often. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(2);

    /** The site's list ends some seconds before the scan begins. */
    private static final Duration REACH_MARGIN = Duration.ofSeconds(15);

    /** How far back a scan goes that catches up, as the first one does: nobody knows what was missed before the start. */
    private static final Duration MAX_REACH = Duration.ofHours(1);

    /** With more than this since the last whole scan the next catches up. */
    private static final Duration BEHIND = MINUTE.multipliedBy(ActivityScan.MAX_MINUTES + 1);

    /** One that can't catch up may have met with an outage; if the next can't either, the site shows no pages that far back. */
    private static final int MAX_GIVEN_UP = 2;

    /** The site's time at the beginning of this scan, and of the last good one, by the newest time on their first pages. */
    private @Nullable Instant began;

    private @Nullable Instant beganBefore;

    /** The same of the last scan that left out nobody, for whoever else needs the list. */
    private @Nullable Instant beganWhole;

    private int givenUp;
    private boolean servesOthers;
    private boolean catchesUp;
    private boolean isBack;

    /** Awaits the first times of the next scan. */
    void reset() {
        began = null;
        catchesUp = false;
        isBack = false;
    }

    boolean hasBegun() {
        return began != null;
    }

    void begin(Instant siteTime, boolean isForOthers) {
        began = siteTime;
        servesOthers = isForOthers;
        catchesUp = servesOthers && wholeBefore(siteTime).isBefore(siteTime.minus(BEHIND));
        if (catchesUp && givenUp == MAX_GIVEN_UP) {
            catchesUp = false;
            reachedAll();
        }
    }

    /** Whether this scan goes on until it left out nobody since the last whole one. */
    boolean catchesUp() {
        return catchesUp;
    }

    /** How long before the beginning of this scan the given time was. */
    Duration before(Instant siteTime) {
        return Duration.between(siteTime, Objects.requireNonNull(began));
    }

    /** The beginning of the last good scan. */
    private Instant goodBefore(Instant siteTime) {
        return orElse(siteTime.minus(MINUTE), beganBefore, siteTime);
    }

    /** The beginning of the last whole scan. It may be days ago, if nobody else needed the list until now. */
    private Instant wholeBefore(Instant siteTime) {
        Instant farthest = siteTime.minus(MAX_REACH);
        Instant before = orElse(farthest, beganWhole, siteTime);
        return before.isAfter(farthest) ? before : farthest;
    }

    private static Instant orElse(Instant unknown, @Nullable Instant before, Instant began) {
        return before != null && before.isBefore(began) ? before : unknown;
    }

    /**
     * Whether nobody on the page was active since the last scan began. A player's time may be newer than their place, so
     * single rows mean nothing; and whoever was active shortly before that scan may have had no place yet.
     */
    boolean areAllOlder(List<Instant> page) {
        return began == null || areAllBefore(goodBefore(began).minus(SIGN_OF_LIFE), page);
    }

    /** The same for the last whole scan. */
    boolean areAllCaughtUp(List<Instant> page) {
        return began == null || areAllBefore(wholeBefore(began).minus(SIGN_OF_LIFE), page);
    }

    private static boolean areAllBefore(Instant limit, List<Instant> page) {
        return page.stream().allMatch(at -> at.isBefore(limit));
    }

    /**
     * Whether everybody active since the last scan, or in two minutes, was seen, and {@link #reachedBack} doesn't know yet:
     * no place is newer than the time there.
     */
    boolean isNewlyBack(List<Instant> page, boolean last) {
        if (began == null || isBack) {
            return false;
        }
        Instant before = goodBefore(began);
        Instant twoMinutes = began.minus(SIGN_OF_LIFE);
        Instant limit = (before.isAfter(twoMinutes) ? before : twoMinutes).plus(REACH_MARGIN);
        return last || page.stream().anyMatch(at -> at.isBefore(limit));
    }

    /** Whether everybody active since the last whole scan was seen, and those who came too late for their place in it. */
    boolean isWhole(List<Instant> page) {
        return began != null
                && page.stream().anyMatch(at -> at.isBefore(wholeBefore(began).minus(REACH_MARGIN)));
    }

    /** This scan was a good one. */
    void reachedBack() {
        beganBefore = began;
        isBack = true;
    }

    /** This scan left out nobody. */
    void reachedAll() {
        if (servesOthers && began != null) {
            beganWhole = began;
            givenUp = 0;
        }
    }

    /** This scan couldn't catch up. */
    void gaveUp() {
        givenUp++;
    }
}
