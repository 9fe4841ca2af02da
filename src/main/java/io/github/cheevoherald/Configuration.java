package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.resilience.Outage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings where they were found at the start, to be read again when a credential among them is refused. */
final class Configuration {
    private static final Logger log = LoggerFactory.getLogger(Configuration.class);

    /** Reads everything anew: the file, the environment, and the files that the environment names. */
    @FunctionalInterface
    interface Source {
        Config load() throws ConfigException;
    }

    private final Source source;
    private final Outage outage = new Outage();

    Configuration(Source source) {
        this.source = source;
    }

    /** Empty when they cannot be used as they are now, which is said once. */
    Optional<Config> readAgain() {
        try {
            Config config = source.load();
            outage.ends();
            return Optional.of(config);
        } catch (ConfigException e) {
            if (outage.begins()) {
                log.warn(
                        "The configuration cannot be used as it is now, so the old values stay: {}",
                        String.join("; ", e.problems()));
            }
            return Optional.empty();
        }
    }
}
