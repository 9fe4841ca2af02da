package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean broken = new AtomicBoolean();

    Configuration(Source source) {
        this.source = source;
    }

    /** Empty when they cannot be used as they are now, which is said once. */
    Optional<Config> readAgain() {
        try {
            Config config = source.load();
            broken.set(false);
            return Optional.of(config);
        } catch (ConfigException e) {
            if (!broken.getAndSet(true)) {
                log.warn(
                        "The configuration now has problems, so the old values stay in use: {}",
                        String.join("; ", e.problems()));
            }
            return Optional.empty();
        }
    }
}
