package io.github.cheevoherald.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bot that records the calls it receives. */
final class ScriptedBot implements BotControl {
    final List<String> orders = new ArrayList<>();
    private boolean running;

    @Override
    public void start() {
        orders.add("start");
        running = true;
    }

    @Override
    public void stop() {
        orders.add("stop");
        running = false;
    }

    @Override
    public void kill() {
        orders.add("kill");
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isReady() {
        return running;
    }

    @Override
    public List<OutboxRow> outbox() {
        return List.of(new OutboxRow(
                1, 2, "pending", "{}", null, 0, Instant.EPOCH, Instant.EPOCH, null, Form.UNMADE, 1, false));
    }

    @Override
    public Backlog waiting() {
        return new Backlog(Map.of("pending", 1L), outbox(), List.of(new BlockedFeed(2, 3, "NO_SEND", null)), List.of());
    }

    @Override
    public List<Registered> registered() {
        return List.of();
    }
}
