package io.github.cheevoherald.unlocks.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far back a poll reaches, from the site's present.
 *
 * @param from the oldest date that must be in the answer
 * @param sweep whether it covers the whole late horizon
 * @param putOff whether a sweep is due but put off because sweeps keep failing
 */
public record PollWindow(Instant from, Instant siteNow, boolean sweep, boolean putOff) {
    /** Longer than any client can deliver an unlock late, so that the first sweep finds nothing new. */
    public static final Duration BASELINE = Duration.ofDays(15);

    private static final Duration SWEEP_SLACK = Duration.ofHours(1);

    /** Up to here the network or the site may be to blame. Beyond it, sweeps must not hold up ordinary polls. */
    private static final int WIDE_FAILURES_FORGIVEN = 2;

    private static final int MAX_PUT_OFF_MINUTES = 60;

    public static PollWindow of(DuePoll due, PollSettings settings, Instant siteNow) {
        boolean wanted = due.sweepDue()
                || due.sweptAt() == null
                || !due.withoutBaseline().isEmpty()
                || isSweptInTheFuture(due, siteNow);
        boolean putOff = wanted && keepsFailing(due, siteNow);
        Instant from = wanted && !putOff ? wide(due, settings, siteNow) : ordinary(due, settings, siteNow);
        return new PollWindow(from, siteNow, wanted && !putOff, putOff);
    }

    private static Instant ordinary(DuePoll due, PollSettings settings, Instant siteNow) {
        // A time of the last poll that lies in the future was written by a clock that ran ahead.
        Instant from = due.polledAt() == null ? siteNow : earlier(siteNow, due.polledAt());
        if (due.polledAt() == null) {
            for (DuePoll.NewRegistration registration : due.withoutBaseline()) {
                from = earlier(from, registration.since());
            }
        }
        return from.minus(settings.overlap());
    }

    private static Instant wide(DuePoll due, PollSettings settings, Instant siteNow) {
        Instant from = earlier(
                ordinary(due, settings, siteNow),
                oldestAnnounced(due, settings, siteNow).minus(SWEEP_SLACK));
        for (DuePoll.NewRegistration registration : due.withoutBaseline()) {
            from = earlier(from, registration.since().minus(BASELINE));
        }
        return from;
    }

    /** If so, ordinary windows are polled, with a sweep after one minute, two, four and so on up to an hour. */
    private static boolean keepsFailing(DuePoll due, Instant siteNow) {
        int more = due.wide().count() - WIDE_FAILURES_FORGIVEN;
        if (more < 0) {
            return false;
        }
        long minutes = Math.min(MAX_PUT_OFF_MINUTES, 1L << Math.min(more, 10));
        Duration since = Duration.between(due.wide().lastAt(), siteNow);
        boolean recently =
                since.toMinutes() < minutes && !since.plus(SWEEP_SLACK).isNegative();
        return recently || due.failures() >= WIDE_FAILURES_FORGIVEN;
    }

    /** Whether the answer reaches back to before the beginning, as its baseline needs. */
    public boolean covers(DuePoll.NewRegistration registration) {
        return !registration.since().isBefore(from);
    }

    int leaves(List<DuePoll.NewRegistration> registrations) {
        return (int) registrations.stream().filter(one -> !covers(one)).count();
    }

    /** Recorded by a clock that ran ahead; no sweep would be due until then. */
    private static boolean isSweptInTheFuture(DuePoll due, Instant siteNow) {
        return due.sweptAt() != null && due.sweptAt().isAfter(siteNow.plus(SWEEP_SLACK));
    }

    /**
     * The oldest date that is still announced: the horizon as of the last sweep, since an unlock may have appeared right
     * after it, but at most one sweep interval beyond the horizon.
     */
    public static Instant oldestAnnounced(DuePoll due, PollSettings settings, Instant siteNow) {
        Instant now = siteNow.minus(settings.lateHorizon());
        if (due.sweptAt() == null) {
            return now;
        }
        Instant atLastSweep = due.sweptAt().minus(settings.lateHorizon());
        Instant limit = now.minus(settings.sweepInterval());
        return earlier(now, atLastSweep.isAfter(limit) ? atLastSweep : limit);
    }

    /** The {@code m} that covers the window: whole minutes, rounded up, plus one for latency. */
    public long minutes() {
        return Duration.between(from, siteNow).toMinutes() + 2;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
