package io.github.cheevoherald.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bot whose state, backlog and registrations are set by a test. */
public final class StubBot implements BotControl {
    private volatile boolean running;
    private volatile boolean ready;
    private volatile Backlog backlog = new Backlog(Map.of(), List.of(), List.of(), List.of());
    private final List<Registered> registered = new ArrayList<>();

    /** Sets the state of its process. */
    public void setState(boolean nowRunning, boolean nowReady) {
        running = nowRunning;
        ready = nowReady;
    }

    /** Sets its backlog. */
    public void setBacklog(Backlog waiting) {
        backlog = waiting;
    }

    /** Registers somebody. */
    public synchronized void register(long guild, long member, String ulid) {
        registered.add(new Registered(guild, member, ulid));
    }

    @Override
    public void start() {
        setState(true, true);
    }

    @Override
    public void stop() {
        setState(false, false);
    }

    @Override
    public void kill() {
        setState(false, false);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public List<OutboxRow> outbox() {
        return backlog.rows();
    }

    @Override
    public Backlog waiting() {
        return backlog;
    }

    @Override
    public synchronized List<Registered> registered() {
        return List.copyOf(registered);
    }
}
