package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.Secret;
import io.github.cheevoherald.retroachievements.SiteConnection;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The RetroAchievements key in use, which the configuration may have replaced since the start. */
final class SiteKey implements Supplier<String> {
    private static final Logger log = LoggerFactory.getLogger(SiteKey.class);

    private final Configuration configuration;
    private volatile Secret key;

    SiteKey(Secret key, Configuration configuration) {
        this.key = key;
        this.configuration = configuration;
    }

    @Override
    public String get() {
        return key.reveal();
    }

    /** Reads the configuration again; returns whether it holds another key, which is the one in use from now on. */
    boolean isReplaced() {
        Optional<Secret> found = configuration
                .readAgain()
                .map(Config::retroachievements)
                .map(Config.RetroAchievements::apiKey)
                .filter(other -> !other.equals(key));
        found.ifPresent(other -> {
            key = other;
            log.info("retroachievements.api-key: the configuration holds another key now, which is tried at once");
        });
        return found.isPresent();
    }

    /** While the site refuses the key, looks for another one and goes on with that. */
    void follow(SiteConnection site) {
        if (site.isKeyRefused() && isReplaced()) {
            site.keyChanged();
        }
    }
}
