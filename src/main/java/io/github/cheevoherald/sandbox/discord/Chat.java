package io.github.cheevoherald.sandbox.discord;

import io.github.cheevoherald.resilience.DaemonThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/** Tells what happens to messages, in order and on a thread of its own. */
public final class Chat implements AutoCloseable {
    /** What became of a message. */
    public enum Change {
        CREATED,
        EDITED,
        DELETED
    }

    private final List<BiConsumer<Change, Message>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService teller =
            Executors.newSingleThreadExecutor(DaemonThreads.named("embedded-discord-chat"));

    Chat() {}

    /** Calls the listener for every change from now on; closing the result ends that. */
    public Subscription listen(BiConsumer<Change, Message> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Change change, MessageState state) {
        if (listeners.isEmpty()) {
            return;
        }
        Message message = Message.of(state);
        try {
            teller.execute(() -> listeners.forEach(listener -> listener.accept(change, message)));
        } catch (RejectedExecutionException e) {
            // The connection was closed meanwhile, so nobody is listening.
            return;
        }
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }
}
