package io.github.cheevoherald.retroachievements;

import java.net.URI;
import java.util.function.Supplier;

/** Where RetroAchievements is (ending with a slash), what supplies the key, and a user agent honest about us. */
public record SiteAddress(URI base, Supplier<String> key, String userAgent) {

    /** Without the key and whatever gives it. */
    @Override
    public String toString() {
        return "SiteAddress[base=" + base + ", userAgent=" + userAgent + "]";
    }
}
