package io.github.cheevoherald.discord;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Records events as text. */
final class RecordedServerEvents implements ServerEvents {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> labels = new CopyOnWriteArrayList<>();

    /** The number of next events that fail, as if the database couldn't be written. */
    final AtomicInteger failures = new AtomicInteger();

    private void failIfAsked() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Override
    public void present(Set<Long> guildIds) {
        failIfAsked();
        told.add("present " + guildIds.stream().sorted().toList());
    }

    @Override
    public void joined(long guildId, String label) {
        failIfAsked();
        labels.add(label);
        told.add("joined " + guildId);
    }

    @Override
    public void left(long guildId, String label) {
        failIfAsked();
        labels.add(label);
        told.add("left " + guildId);
    }

    @Override
    public void tokenRefused() {
        told.add("token refused");
    }

    @Override
    public void ended(String why) {
        told.add("ended " + why);
    }

    List<String> told() {
        return told;
    }

    /** The names of servers that were joined and left. */
    List<String> labels() {
        return labels;
    }
}
