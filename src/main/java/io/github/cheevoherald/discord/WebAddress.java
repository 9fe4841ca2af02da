package io.github.cheevoherald.discord;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks whether Discord accepts an address in an embed, a link or a button. */
public final class WebAddress {
    /** The limit for buttons. The one for embeds is slightly higher. */
    private static final int MAX_LENGTH = 512;

    private WebAddress() {}

    /** Whether this is a well-formed http or https address that Discord accepts everywhere. */
    public static boolean isValid(@Nullable String address) {
        if (address == null || address.length() > MAX_LENGTH || !address.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return false;
        }
        try {
            URI uri = new URI(address).parseServerAuthority();
            String scheme = uri.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The address, or null when Discord would refuse it. */
    public static @Nullable String orNull(@Nullable String address) {
        return isValid(address) ? address : null;
    }
}
