package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the second API which achievements the running events copy: every hour, when a week begins, and as soon as an
 * unlock of an unknown copy is being held. Where it can't be had, what is held goes by its second instead.
 */
public final class EventPairRefresh {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final Duration WEEK = Duration.ofDays(7);

    /** An event's week begins on Monday at midnight UTC; a minute later the site lists it. */
    private static final Instant FIRST_MONDAY = Instant.parse("1970-01-05T00:01:00Z");

    private final Supplier<Outcome<List<EventAchievement>>> activeEventAchievements;
    private final UnlockRecorder recorder;
    private final Clock clock;
    private final Clock siteClock;
    private final Runnable added;
    private volatile @Nullable Asked last;

    /** @param added run when announcements were added to the outbox */
    public EventPairRefresh(
            Supplier<Outcome<List<EventAchievement>>> activeEventAchievements,
            UnlockRecorder recorder,
            Clock clock,
            Clock siteClock,
            Runnable added) {
        this.activeEventAchievements = activeEventAchievements;
        this.recorder = recorder;
        this.clock = clock;
        this.siteClock = siteClock;
        this.added = added;
    }

    private record Asked(Instant at, long week, boolean answered) {}

    /** Does what is due. Call it every few seconds; it blocks while the site is being asked. */
    public void run() {
        boolean isHolding = recorder.holdsUnnamedCopies();
        Asked before = last;
        if (before == null || isDue(before, isHolding)) {
            ask();
        } else if (isHolding && !before.answered()) {
            recorder.pairsUnknown();
        }
    }

    private boolean isDue(Asked before, boolean isHolding) {
        Duration since = Duration.between(before.at(), clock.instant());
        if (since.compareTo(MIN_PAUSE) < 0) {
            return false;
        }
        boolean isNewWeek = before.answered() && before.week() != week();
        return isHolding || isNewWeek || since.compareTo(before.answered() ? INTERVAL : AFTER_FAILURE) >= 0;
    }

    private void ask() {
        Instant at = clock.instant();
        long week = week();
        last = new Asked(at, week, false);
        List<EventAchievement> listed = activeEventAchievements.get().found().orElse(null);
        if (listed == null) {
            recorder.pairsUnknown();
            return;
        }
        if (recorder.pairsListed(listed, at) > 0) {
            added.run();
        }
        last = new Asked(at, week, true);
    }

    private long week() {
        Duration since = Duration.between(FIRST_MONDAY, siteClock.instant());
        return Math.floorDiv(since.toSeconds(), WEEK.toSeconds());
    }
}
