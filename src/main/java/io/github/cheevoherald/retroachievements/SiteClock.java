package io.github.cheevoherald.retroachievements;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The time on RetroAchievements' clock, as far as its answers let us know it; our own clock until then. */
public final class SiteClock extends Clock {
    private static final Instant BEFORE_THE_SITE = Instant.parse("2012-01-01T00:00:00Z");
    private static final Instant BEYOND_REASON = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(2);

    private final Clock local;
    private final AtomicReference<Duration> offset;
    private final Object first = new Object();
    private volatile boolean known;
    private Consumer<Duration> whenKnown = correction -> {};

    public SiteClock(Clock local) {
        this(local, new AtomicReference<>(Duration.ZERO));
    }

    private SiteClock(Clock local, AtomicReference<Duration> offset) {
        this.local = local;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SiteClock(local.withZone(zone), offset);
    }

    /** How far it is ahead of our own clock. */
    public Duration ahead() {
        return Objects.requireNonNull(offset.get());
    }

    /** Whether the site has answered; until then this is our own clock, and what it dates may be corrected yet. */
    public boolean isKnown() {
        return known;
    }

    Instant localInstant() {
        return local.instant();
    }

    /**
     * Registers a listener for the first correction of our own clock, called before anybody uses the first answer; not
     * called if our clock is right. Whatever was dated until then was dated by our own clock.
     */
    public void whenKnown(Consumer<Duration> listener) {
        synchronized (first) {
            whenKnown = listener;
        }
    }

    /** Learns from an answer dated {@code header} that travelled between two instants of our own clock. */
    void observe(Instant header, Instant sent, Instant received) {
        Duration roundTrip = Duration.between(sent, received);
        if (header.isBefore(BEFORE_THE_SITE) || header.isAfter(BEYOND_REASON) || roundTrip.isNegative()) {
            return;
        }
        // The header is cut to whole seconds, so it is half a second behind on average.
        Duration seen = Duration.between(sent.plus(roundTrip.dividedBy(2)), header.plusMillis(500));
        Duration doubt = roundTrip.dividedBy(2).plusSeconds(1);
        Duration tolerance = doubt.compareTo(CLOSE_ENOUGH) > 0 ? doubt : CLOSE_ENOUGH;
        if (!known) {
            observeFirst(seen, tolerance);
        }
        offset.updateAndGet(before -> corrected(before, seen, tolerance));
    }

    /** Makes other threads with an answer wait until the first correction is made. */
    private void observeFirst(Duration seen, Duration tolerance) {
        synchronized (first) {
            if (!known) {
                Duration correction = corrected(Duration.ZERO, seen, tolerance);
                if (!correction.isZero()) {
                    whenKnown.accept(correction);
                    offset.set(correction);
                }
                known = true;
            }
        }
    }

    private static Duration corrected(Duration before, Duration seen, Duration tolerance) {
        return seen.minus(before).abs().compareTo(tolerance) > 0 ? seen : before;
    }

    @Override
    public String toString() {
        return "SiteClock[offset=" + offset.get() + "]";
    }
}
