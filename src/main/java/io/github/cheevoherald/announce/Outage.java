package io.github.cheevoherald.announce;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Says once that something fails and once that it works again, however often both are noticed. */
final class Outage {
    private final Logger log;
    private final String beginning;
    private final String end;
    private final AtomicBoolean on = new AtomicBoolean();

    Outage(Logger log, String beginning, String end) {
        this.log = log;
        this.beginning = beginning;
        this.end = end;
    }

    void begins(String why) {
        if (on.compareAndSet(false, true)) {
            log.warn("{} ({}); pending announcements are kept", beginning, why);
        }
    }

    void ends() {
        if (on.compareAndSet(true, false)) {
            log.info("{}", end);
        }
    }
}
