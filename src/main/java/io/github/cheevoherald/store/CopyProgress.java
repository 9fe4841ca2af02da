package io.github.cheevoherald.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every few seconds how far a copy is. */
final class CopyProgress {
    private static final Logger log = LoggerFactory.getLogger(CopyProgress.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Clock clock;
    private Instant next;
    private long rows;

    CopyProgress(Clock clock) {
        this.clock = clock;
        this.next = clock.instant().plus(EVERY);
    }

    void copied(int more, String table) {
        rows += more;
        say(() -> String.format(Locale.ROOT, "Copied %,d rows, at present those of %s", rows, table));
    }

    void compared(long done, String table) {
        say(() -> String.format(Locale.ROOT, "Comparing the copy: %,d rows of %s", done, table));
    }

    private void say(Supplier<String> line) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            log.info(line.get());
        }
    }
}
