package io.github.cheevoherald.sandbox.discord;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What makes a channel a thread of another channel. */
final class ThreadState {
    private final ChannelState parent;
    private final Map<Long, Instant> members = new LinkedHashMap<>();
    private boolean archived;
    private boolean locked;

    ThreadState(ChannelState parent) {
        this.parent = parent;
    }

    ChannelState parent() {
        return parent;
    }

    /** Those who joined or were added, with the time. */
    Map<Long, Instant> members() {
        return members;
    }

    boolean archived() {
        return archived;
    }

    void archived(boolean now) {
        archived = now;
    }

    boolean locked() {
        return locked;
    }

    void locked(boolean now) {
        locked = now;
    }
}
