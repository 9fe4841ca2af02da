package io.github.cheevoherald.unlocks;

import java.time.Duration;
import java.time.Instant;

/**
 * How far back a poll asks, from the site's present.
 *
 * @param from the oldest date that must be in the answer
 * @param sweep whether it covers the whole late horizon
 */
record PollWindow(Instant from, Instant siteNow, boolean sweep) {
    /** A baseline holds more than any client can bring late, so that a first sweep has nothing to say. */
    static final Duration BASELINE = Duration.ofDays(15);

    private static final Duration SWEEP_SLACK = Duration.ofHours(1);

    static PollWindow of(DuePoll due, PollSettings settings, Instant siteNow) {
        boolean sweep = due.sweepDue()
                || due.polledAt() == null
                || !due.withoutBaseline().isEmpty()
                || isSweptInTheFuture(due, siteNow);
        // A time of the last poll that lies in the future was written by a clock that ran ahead.
        Instant polled = due.polledAt() == null ? siteNow : earlier(siteNow, due.polledAt());
        Instant from = polled.minus(settings.overlap());
        if (sweep) {
            from = earlier(from, oldestAnnounced(due, settings, siteNow).minus(SWEEP_SLACK));
        }
        for (DuePoll.NewRegistration registration : due.withoutBaseline()) {
            from = earlier(from, registration.registeredAt().minus(BASELINE));
        }
        return new PollWindow(from, siteNow, sweep);
    }

    /** By a clock that ran ahead: until it is that time, no sweep would be due. */
    private static boolean isSweptInTheFuture(DuePoll due, Instant siteNow) {
        return due.sweptAt() != null && due.sweptAt().isAfter(siteNow.plus(SWEEP_SLACK));
    }

    /**
     * The oldest date that is announced still: as old as the horizon at the time of the last sweep, since it may have
     * appeared right after it, but never older than a sweep interval beyond the horizon.
     */
    static Instant oldestAnnounced(DuePoll due, PollSettings settings, Instant siteNow) {
        Instant now = siteNow.minus(settings.lateHorizon());
        if (due.sweptAt() == null) {
            return now;
        }
        Instant atLastSweep = due.sweptAt().minus(settings.lateHorizon());
        Instant limit = now.minus(settings.sweepInterval());
        return earlier(now, atLastSweep.isAfter(limit) ? atLastSweep : limit);
    }

    /** The {@code m} that covers the window: whole minutes, rounded up, and one for the way there. */
    long minutes() {
        return Duration.between(from, siteNow).toMinutes() + 2;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
