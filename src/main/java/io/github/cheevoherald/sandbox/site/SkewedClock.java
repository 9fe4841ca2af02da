package io.github.cheevoherald.sandbox.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The site's clock, which can be set wrong on purpose. */
final class SkewedClock {
    private final Clock real;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    SkewedClock(Clock real) {
        this.real = real;
    }

    /** The site's time in whole seconds, as its database keeps it. */
    Instant now() {
        return real.instant().plus(offset.get()).truncatedTo(ChronoUnit.SECONDS);
    }

    Instant realNow() {
        return real.instant();
    }

    /** A moment of the real clock as the site dates it. */
    Instant onSite(Instant realMoment) {
        return realMoment.plus(offset.get()).truncatedTo(ChronoUnit.SECONDS);
    }

    void setOffset(Duration value) {
        offset.set(value);
    }
}
