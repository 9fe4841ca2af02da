package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls state that has no change events a few times a second, and sends changes to the pages. Idle while no page is open. */
final class StateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);
    private static final long PERIOD_MILLIS = 250;

    private final EventFeed feed;
    private final WireTap wire;
    private final Map<String, Supplier<Object>> sources;
    private final Map<String, String> sent = new HashMap<>();
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sandbox-watch"));

    /** @param sources the states to poll, by the name of their event */
    StateWatch(EventFeed feed, WireTap wire, Map<String, Supplier<Object>> sources) {
        this.feed = feed;
        this.wire = wire;
        this.sources = new LinkedHashMap<>(sources);
    }

    void start() {
        Future<?> unused =
                ticks.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends a new page the current state and all later changes; false if too many pages are open. */
    synchronized boolean greet(Mailbox page) {
        sources.forEach((name, source) -> page.put(EventFeed.event(name, EventFeed.json(source.get()))));
        page.put(EventFeed.event("wire", EventFeed.json(wire.latest())));
        return feed.add(page);
    }

    private synchronized void look() {
        if (!feed.hasPages()) {
            return;
        }
        try {
            sources.forEach((name, source) -> {
                String json = EventFeed.json(source.get());
                if (!json.equals(sent.put(name, json))) {
                    feed.tell(EventFeed.event(name, json));
                }
            });
            WireTap.Batch batch = wire.drain();
            String counts = batch.counts().toString();
            if (!batch.entries().isEmpty() || !counts.equals(sent.put("wire", counts))) {
                feed.tell(EventFeed.event("wire", EventFeed.json(batch)));
            }
        } catch (RuntimeException e) {
            LOG.warn("The sandbox's page isn't getting updates right now: {}", e.toString());
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
