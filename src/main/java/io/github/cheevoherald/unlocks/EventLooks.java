package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.HourlyAllowance;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Midnights;
import io.github.cheevoherald.retroachievements.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the second API what the events list at present, once for everybody who needs to know: at the start, every hour,
 * after each midnight, and as soon as an unlock of an unknown copy is being held. The recorder learns from it which
 * achievements are copies. Where the second API can't be had, what is held goes by its second instead. As long as others
 * can't use an answer yet, it asks only about copies that are being held, and again as soon as they can.
 */
public final class EventLooks {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration MIN_PAUSE = Duration.ofMinutes(1);

    /** Leaves one of the hour's looks for when a day begins. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(20);

    /** With those at sets, these are 12 requests. */
    private static final int MAX_AN_HOUR = 4;

    private final Supplier<Outcome<ApiPage<EventAchievement>>> activeEventAchievements;
    private final UnlockRecorder recorder;
    private final Clock clock;
    private final Clock siteClock;
    private final HourlyAllowance allowance;
    private final Runnable added;
    private BiConsumer<Outcome<ApiPage<EventAchievement>>, Instant> others = (outcome, askedAt) -> {};
    private BooleanSupplier othersAreReady = () -> true;
    private volatile @Nullable Asked last;

    /** @param added run when announcements were added to the outbox */
    public EventLooks(
            Supplier<Outcome<ApiPage<EventAchievement>>> activeEventAchievements,
            UnlockRecorder recorder,
            Clock clock,
            Clock siteClock,
            Runnable added) {
        this.activeEventAchievements = activeEventAchievements;
        this.recorder = recorder;
        this.clock = clock;
        this.siteClock = siteClock;
        this.allowance = new HourlyAllowance(MAX_AN_HOUR, clock);
        this.added = added;
    }

    /**
     * Passes each outcome on with the site's time when it was asked, after the pairs are known from it, once the listener
     * is ready. To be called before the first {@link #run}.
     */
    public EventLooks passingOnTo(
            BiConsumer<Outcome<ApiPage<EventAchievement>>, Instant> listener, BooleanSupplier isReady) {
        others = listener;
        othersAreReady = isReady;
        return this;
    }

    private record Asked(Instant at, long midnights, boolean answered, boolean passedOn) {}

    /** Does what is due. Call it every few seconds; it blocks while the site is being asked. */
    public void run() {
        boolean isHolding = recorder.holdsUnnamedCopies();
        boolean isReady = othersAreReady.getAsBoolean();
        Asked before = last;
        if ((isHolding || isReady) && isDue(before, isHolding)) {
            ask(isHolding, isReady);
        } else if (isHolding && before != null && !before.answered()) {
            recorder.pairsUnknown();
        }
    }

    private boolean isDue(@Nullable Asked before, boolean isHolding) {
        if (before == null) {
            return allowance.take();
        }
        Duration since = Duration.between(before.at(), clock.instant());
        if (since.compareTo(MIN_PAUSE) < 0) {
            return false;
        }
        boolean isAfterMidnight = before.midnights() != Midnights.passed(siteClock.instant());
        boolean isTime = !before.passedOn()
                || isAfterMidnight
                || since.compareTo(before.answered() ? INTERVAL : AFTER_FAILURE) >= 0;
        return isHolding || (isTime && allowance.take());
    }

    private void ask(boolean isHolding, boolean passesOn) {
        Instant at = clock.instant();
        Instant askedAt = siteClock.instant();
        long midnights = Midnights.passed(askedAt);
        last = new Asked(at, midnights, false, passesOn);
        Outcome<ApiPage<EventAchievement>> outcome = activeEventAchievements.get();
        ApiPage<EventAchievement> listed = outcome.found().orElse(null);
        boolean isWhole = listed != null && listed.skipped() == 0;
        // A copy that isn't among these may be in a row that can't be read.
        if (listed != null && recorder.pairsListed(listed.rows(), isWhole ? at : Instant.EPOCH) > 0) {
            added.run();
        }
        if (!isWhole && isHolding) {
            recorder.pairsUnknown();
        }
        // If this throws, the same question is asked again as after a failure.
        if (passesOn) {
            others.accept(outcome, askedAt);
        }
        last = new Asked(at, midnights, listed != null, passesOn);
    }
}
