package io.github.cheevoherald.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Streams server-sent events for as long as the page is open. */
final class EventRoutes {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final EventFeed feed;
    private final StateWatch watch;
    private final Map<String, Object> about;

    /** @param about constants that each page gets once, at the start */
    EventRoutes(EventFeed feed, StateWatch watch, Map<String, Object> about) {
        this.feed = feed;
        this.watch = watch;
        this.about = Map.copyOf(about);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/events", this::listen);
    }

    private void listen(Context context) {
        Mailbox page = new Mailbox();
        page.put("retry: 1000\n" + EventFeed.event("hello", EventFeed.json(about)));
        if (!watch.greet(page)) {
            ControlJson.send(context, 503, ControlJson.error("Too many pages are open already: close one."));
            return;
        }
        try {
            deliver(page, context.res());
        } catch (IOException e) {
            // The page was closed, which is the usual end.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.remove(page);
        }
    }

    /** Ends if the page falls behind: it reconnects on its own and starts again. */
    private static void deliver(Mailbox page, HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        OutputStream out = response.getOutputStream();
        while (!page.isClosed()) {
            StringBuilder text = new StringBuilder();
            page.take(HEARTBEAT).forEach(text::append);
            out.write((text.isEmpty() ? ":\n\n" : text.toString()).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
