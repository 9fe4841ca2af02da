package io.github.cheevoherald.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/** Serves the page from files in the jar, with a content policy that allows nothing else to load or run. */
final class PageRoutes {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    void addTo(RoutesConfig routes) {
        routes.get("/", context -> send(context, "index.html"));
        routes.get("/page/{file}", context -> send(context, context.pathParam("file")));
        routes.get("/favicon.ico", context -> send(context, "icon.svg"));
    }

    private static void send(Context context, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            context.status(404);
            return;
        }
        try (InputStream file = PageRoutes.class.getResourceAsStream("/sandbox/page/" + name)) {
            if (file == null) {
                context.status(404);
                return;
            }
            protect(context);
            context.contentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
            context.result(file.readAllBytes());
        }
    }

    static void protect(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
