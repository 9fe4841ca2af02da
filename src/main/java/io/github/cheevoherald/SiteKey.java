package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.config.Secret;
import io.github.cheevoherald.retroachievements.SecondConnection;
import io.github.cheevoherald.retroachievements.SiteConnection;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The RetroAchievements key in use. While the site refuses it, the settings are read again for another one. */
final class SiteKey implements Supplier<String> {
    private static final Logger log = LoggerFactory.getLogger(SiteKey.class);

    private final ReloadableConfig config;
    private volatile Secret key;

    SiteKey(Secret key, ReloadableConfig config) {
        this.key = key;
        this.config = config;
    }

    @Override
    public String get() {
        return key.reveal();
    }

    private boolean isReplaced() {
        Optional<Secret> found = config.reload()
                .map(Config::retroachievements)
                .map(Config.RetroAchievements::apiKey)
                .filter(other -> !other.equals(key));
        found.ifPresent(other -> {
            key = other;
            log.info("retroachievements.api-key: the configuration has a new key; trying it now");
        });
        return found.isPresent();
    }

    /** Looks for another key while the site refuses this one, and switches to it. */
    void follow(SiteConnection site, SecondConnection second) {
        if ((site.isKeyRefused() || second.isKeyRefused()) && isReplaced()) {
            site.keyChanged();
            second.keyChanged();
        }
    }
}
