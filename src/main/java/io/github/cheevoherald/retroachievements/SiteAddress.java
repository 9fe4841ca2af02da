package io.github.cheevoherald.retroachievements;

import java.net.URI;
import java.util.function.Supplier;

/** Where RetroAchievements is (ending with a slash), the key for each request, and who we honestly say we are. */
public record SiteAddress(URI base, Supplier<String> key, String userAgent) {

    /** Without the key and whatever gives it. */
    @Override
    public String toString() {
        return "SiteAddress[base=" + base + ", userAgent=" + userAgent + "]";
    }
}
