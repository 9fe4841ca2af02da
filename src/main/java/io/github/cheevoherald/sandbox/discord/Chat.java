package io.github.cheevoherald.sandbox.discord;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/** Reports what happens to messages, in order and on its own thread. */
public final class Chat implements AutoCloseable {
    /** What happened to a message. */
    public enum Change {
        CREATED,
        EDITED,
        DELETED
    }

    private final List<BiConsumer<Change, Message>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService notifier =
            Executors.newSingleThreadExecutor(DaemonThreads.named("embedded-discord-chat"));

    Chat() {}

    /** Calls the listener for every change from now on, until the result is closed. */
    public Subscription listen(BiConsumer<Change, Message> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(Change change, MessageState state) {
        if (listeners.isEmpty()) {
            return;
        }
        Message message = Message.of(state);
        try {
            notifier.execute(() -> listeners.forEach(listener -> listener.accept(change, message)));
        } catch (RejectedExecutionException e) {
            // Closed in the meantime, so nobody is listening.
            return;
        }
    }

    @Override
    public void close() {
        notifier.shutdownNow();
    }
}
