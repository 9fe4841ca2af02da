package io.github.cheevoherald.sandbox.site;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Selects the requests that a fault applies to.
 *
 * @param method such as {@code GetUserProfile}, or null for all
 * @param player the player a request is about, by any name, or null for all
 */
public record ApiFilter(@Nullable String method, @Nullable String player) {

    /** Every request. */
    public static ApiFilter everywhere() {
        return new ApiFilter(null, null);
    }

    /** Requests of one method. */
    public static ApiFilter method(String name) {
        return new ApiFilter(name, null);
    }

    /** Requests about one player. */
    public static ApiFilter player(String nameOrUlid) {
        return new ApiFilter(null, nameOrUlid);
    }

    boolean matches(String askedMethod, @Nullable String askedUser, SiteWorld world) {
        if (method != null && !bare(method).equals(bare(askedMethod))) {
            return false;
        }
        if (player == null) {
            return true;
        }
        if (askedUser == null) {
            return false;
        }
        return askedUser.equalsIgnoreCase(player)
                || world.player(player)
                        .filter(wanted -> world.player(askedUser)
                                .filter(asked -> asked.ulid().equals(wanted.ulid()))
                                .isPresent())
                        .isPresent();
    }

    private static String bare(String name) {
        String bare = name.toLowerCase(Locale.ROOT);
        bare = bare.startsWith("api_") ? bare.substring(4) : bare;
        return bare.endsWith(".php") ? bare.substring(0, bare.length() - 4) : bare;
    }
}
