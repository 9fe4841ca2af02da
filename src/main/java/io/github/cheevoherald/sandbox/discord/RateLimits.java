package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Discord's rate limits: five messages in five seconds per channel, and optionally a global one. */
public final class RateLimits {
    private static final int PRUNE_AT = 1_000;

    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final AtomicLong refusals = new AtomicLong();
    private Limit channel = new Limit(5, Duration.ofSeconds(5));
    private @Nullable Limit global;

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Limits messages per channel and period; posts and edits count separately. */
    public synchronized void perChannel(int messages, Duration period) {
        channel = new Limit(messages, period);
        windows.clear();
    }

    /** Limits the bot's requests per period, of all kinds together. */
    public synchronized void global(int requests, Duration period) {
        global = new Limit(requests, period);
        windows.clear();
    }

    /** Turns all limits off. */
    public synchronized void off() {
        channel = new Limit(Integer.MAX_VALUE, Duration.ofSeconds(5));
        global = null;
        windows.clear();
    }

    /** How many requests got a 429 from these limits. */
    public long refusals() {
        return refusals.get();
    }

    /** Counts the request; returns its headers and, if it's refused, the answer. */
    synchronized Verdict count(Request request) {
        Limit over = global;
        if (over != null && !request.path().startsWith("/interactions/")) {
            Window window = window("global", over);
            if (!window.take()) {
                Map<String, String> headers = new HashMap<>();
                headers.put("X-RateLimit-Global", "true");
                headers.put("X-RateLimit-Scope", "global");
                return refused(window, headers, true);
            }
        }
        String bucket = bucket(request);
        if (bucket == null) {
            return new Verdict(Map.of(), null);
        }
        Window window = window(bucket, limit(bucket));
        boolean taken = window.take();
        Map<String, String> headers = headers(window, bucket);
        if (taken) {
            return new Verdict(headers, null);
        }
        headers.put("X-RateLimit-Scope", "user");
        return refused(window, headers, false);
    }

    private Limit limit(String bucket) {
        return bucket.startsWith("crosspost") ? new Limit(10, Duration.ofHours(1)) : channel;
    }

    private Window window(String key, Limit limit) {
        if (windows.size() > PRUNE_AT) {
            windows.values().removeIf(window -> window.left() <= 0);
        }
        return windows.computeIfAbsent(key, any -> new Window(limit));
    }

    private static @Nullable String bucket(Request request) {
        String[] steps = request.path().split("/", -1);
        boolean messages = steps.length > 3 && steps[1].equals("channels") && steps[3].equals("messages");
        if (!messages) {
            return null;
        }
        if (request.method().equals("POST")) {
            return (steps.length > 5 ? "crosspost" : "post") + ":" + steps[2];
        }
        return request.method().equals("PATCH") ? "edit:" + steps[2] : null;
    }

    private Map<String, String> headers(Window window, String bucket) {
        double left = Math.max(0, window.left()) / 1e9;
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(window.limit.max));
        headers.put("X-RateLimit-Remaining", Integer.toString(window.limit.max - window.taken));
        headers.put("X-RateLimit-Reset", decimal(clock.millis() / 1e3 + left));
        headers.put("X-RateLimit-Reset-After", decimal(left));
        String kind = bucket.substring(0, bucket.indexOf(':'));
        headers.put("X-RateLimit-Bucket", Integer.toHexString(kind.hashCode()) + "b0c4e7");
        return headers;
    }

    private Verdict refused(Window window, Map<String, String> headers, boolean global) {
        refusals.incrementAndGet();
        double left = Math.max(0.001, window.left() / 1e9);
        return new Verdict(headers, tooMany(left, global, headers));
    }

    static RestAnswer tooMany(double seconds, boolean global, Map<String, String> headers) {
        headers.put("Retry-After", Long.toString((long) Math.ceil(seconds)));
        ObjectNode body = Json.object();
        body.put("message", "You are being rate limited.");
        body.put("retry_after", Math.ceil(seconds * 1000) / 1000);
        body.put("global", global);
        return RestAnswer.of(429, body);
    }

    private static String decimal(double seconds) {
        // Rounded up, so that a client that waits exactly this long isn't too early.
        return String.format(Locale.ROOT, "%.3f", Math.ceil(seconds * 1000) / 1000);
    }

    /** The headers for a request, and the refusal if there is one. */
    record Verdict(Map<String, String> headers, @Nullable RestAnswer refusal) {}

    private record Limit(int max, Duration period) {}

    /** Counts in real time, because clients wait in real time whatever the sandbox's clock says. */
    private static final class Window {
        private final Limit limit;
        private long end;
        private int taken;

        Window(Limit limit) {
            this.limit = limit;
        }

        boolean take() {
            long now = System.nanoTime();
            if (taken == 0 || now - end >= 0) {
                end = now + limit.period.toNanos();
                taken = 0;
            }
            if (taken >= limit.max) {
                return false;
            }
            taken++;
            return true;
        }

        long left() {
            return end - System.nanoTime();
        }
    }
}
