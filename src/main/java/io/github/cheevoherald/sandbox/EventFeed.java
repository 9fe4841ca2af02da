package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Sends events to every open page. */
final class EventFeed {
    static final int MAX_PAGES = 16;

    private final List<Mailbox> pages = new CopyOnWriteArrayList<>();

    /** Adds a new page's mailbox; false if too many pages are open. */
    synchronized boolean add(Mailbox page) {
        return pages.size() < MAX_PAGES && pages.add(page);
    }

    void remove(Mailbox page) {
        page.close();
        pages.remove(page);
    }

    boolean hasPages() {
        return !pages.isEmpty();
    }

    /** Serializes the event once for all pages, and not at all if none is open. */
    void tell(String name, Supplier<Object> data) {
        if (hasPages()) {
            tell(event(name, json(data.get())));
        }
    }

    void tell(String event) {
        for (Mailbox page : pages) {
            page.put(event);
        }
    }

    void close() {
        pages.forEach(this::remove);
    }

    static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }

    static String json(Object data) {
        try {
            return ControlJson.JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
