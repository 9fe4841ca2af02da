package io.github.cheevoherald.retroachievements;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where RetroAchievements is and as whom it is asked.
 *
 * @param base the site's address, ending with a slash
 * @param key supplies the web API key for each request
 * @param userAgent says honestly who we are
 */
public record SiteAddress(URI base, Supplier<String> key, String userAgent) {

    /** Without the key and whatever gives it. */
    @Override
    public String toString() {
        return "SiteAddress[base=" + base + ", userAgent=" + userAgent + "]";
    }
}
