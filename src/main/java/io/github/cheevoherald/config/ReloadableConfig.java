package io.github.cheevoherald.config;

import io.github.cheevoherald.resilience.Outage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings again while the bot runs, in case a refused credential has been replaced. */
public final class ReloadableConfig {
    private static final Logger log = LoggerFactory.getLogger(ReloadableConfig.class);

    /** Where the settings are: a file, the environment, and the files that the environment names. */
    @FunctionalInterface
    public interface Source {
        /** Loads them, or throws with every problem found. */
        Config load() throws ConfigException;
    }

    private final Source source;
    private final Outage outage = new Outage();

    public ReloadableConfig(Source source) {
        this.source = source;
    }

    /** Empty if the settings cannot be used as they are now, which is logged once. */
    public Optional<Config> reload() {
        try {
            Config config = source.load();
            outage.ends();
            return Optional.of(config);
        } catch (ConfigException e) {
            if (outage.begins()) {
                log.warn(
                        "The configuration now has problems, so the old values stay in use: {}",
                        String.join("; ", e.problems()));
            }
            return Optional.empty();
        }
    }
}
