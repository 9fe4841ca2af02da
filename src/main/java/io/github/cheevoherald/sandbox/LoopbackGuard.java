package io.github.cheevoherald.sandbox;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages out. A page in a browser may reach loopback through a host name of its own, so {@code Host} is
 * checked, or directly, so {@code Origin} is checked.
 */
final class LoopbackGuard implements Handler {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public void handle(Context context) {
        if (!isLoopback("http://" + context.header("Host"))) {
            refuse(context, "This server only answers requests to a loopback name such as localhost.");
        } else if (context.header("Origin") != null && !isLoopback(context.header("Origin"))) {
            refuse(context, "This server doesn't answer pages from other origins.");
        }
    }

    private static void refuse(Context context, String sentence) {
        ControlJson.send(context, 403, ControlJson.error(sentence));
        context.skipRemainingHandlers();
    }

    private static boolean isLoopback(@Nullable String address) {
        if (address == null) {
            return false;
        }
        try {
            URI uri = new URI(address);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && NAMES.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
