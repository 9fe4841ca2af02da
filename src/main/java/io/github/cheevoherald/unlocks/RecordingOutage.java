package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import io.github.cheevoherald.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when a loop's results can't be recorded, and when they can be again. The store logs its own outages. */
final class RecordingOutage {
    private static final Logger log = LoggerFactory.getLogger(RecordingOutage.class);

    private final String name;
    private final Outage outage = new Outage();

    RecordingOutage(String name) {
        this.name = name;
    }

    void recorded() {
        if (outage.ends()) {
            log.info("Each {} is recorded again", name);
        }
    }

    /** Reports a failure, unless it comes of stopping. */
    void failed(Throwable failure, boolean isStopping) {
        Uncaught.report(failure);
        if (!isStopping && !Database.isOutage(failure) && outage.begins()) {
            log.error("A {} couldn't be recorded and will be repeated: {}", name, failure.toString());
            log.debug("The failure", failure);
        }
    }
}
