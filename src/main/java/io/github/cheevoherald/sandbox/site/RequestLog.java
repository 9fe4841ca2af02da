package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The embedded site's request log. It never contains the key. */
public final class RequestLog {
    private static final int KEPT = 20_000;
    private static final int MINUTES_KEPT = 24 * 60;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final TreeMap<Instant, Integer> perMinute = new TreeMap<>();
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
    private long total;

    RequestLog() {}

    /**
     * A request.
     *
     * @param at when it arrived, by the real clock
     * @param method such as {@code API_GetUserProfile}
     * @param parameters all except the key
     * @param status the answer's status, or 0 if the connection was cut
     * @param fault the fault that applied, or null
     */
    public record Entry(
            Instant at, String method, Map<String, String> parameters, int status, SiteFault.@Nullable Kind fault) {}

    /** The requests still kept, oldest first. */
    public List<Entry> entries() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    /** How many requests there have been since the start, or since the log was cleared. */
    public long total() {
        synchronized (entries) {
            return total;
        }
    }

    /** The number of requests per minute over the last day; minutes without any are left out. */
    public Map<Instant, Integer> perMinute() {
        synchronized (entries) {
            return new TreeMap<>(perMinute);
        }
    }

    /** Calls the listener for each new request once it has been answered. */
    public void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /** Clears the log. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
            perMinute.clear();
            total = 0;
        }
    }

    void add(Entry entry) {
        synchronized (entries) {
            entries.addLast(entry);
            if (entries.size() > KEPT) {
                entries.removeFirst();
            }
            total++;
            perMinute.merge(entry.at().truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
            if (perMinute.size() > MINUTES_KEPT) {
                perMinute.pollFirstEntry();
            }
        }
        listeners.forEach(listener -> listener.accept(entry));
    }
}
