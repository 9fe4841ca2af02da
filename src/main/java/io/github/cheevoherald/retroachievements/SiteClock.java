package io.github.cheevoherald.retroachievements;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The time on RetroAchievements' clock, as far as its answers let us know it; our own clock until then. */
public final class SiteClock extends Clock {
    private static final Instant BEFORE_THE_SITE = Instant.parse("2012-01-01T00:00:00Z");
    private static final Instant BEYOND_REASON = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(2);

    private final Clock local;
    private final AtomicReference<Duration> offset;

    /** Starts without any correction. */
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

    Instant localInstant() {
        return local.instant();
    }

    /** Learns from an answer that was dated {@code header} and travelled between two instants of our own clock. */
    void observe(Instant header, Instant sent, Instant received) {
        Duration roundTrip = Duration.between(sent, received);
        if (header.isBefore(BEFORE_THE_SITE) || header.isAfter(BEYOND_REASON) || roundTrip.isNegative()) {
            return;
        }
        // The header is cut to whole seconds, so on average it is half a second late.
        Duration seen = Duration.between(sent.plus(roundTrip.dividedBy(2)), header.plusMillis(500));
        Duration doubt = roundTrip.dividedBy(2).plusSeconds(1);
        Duration tolerance = doubt.compareTo(CLOSE_ENOUGH) > 0 ? doubt : CLOSE_ENOUGH;
        offset.updateAndGet(known -> seen.minus(known).abs().compareTo(tolerance) > 0 ? seen : known);
    }

    @Override
    public String toString() {
        return "SiteClock[offset=" + offset.get() + "]";
    }
}
