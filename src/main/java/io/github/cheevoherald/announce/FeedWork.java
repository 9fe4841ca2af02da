package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.resilience.Outage;
import io.github.cheevoherald.resilience.Uncaught;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work of feeds on the delivery threads. Whatever happens, a feed's slot is freed, or a further piece of work
 * has it. A piece of work begins here once, is never nested in another, and reports its end here once.
 */
final class FeedWork {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWork.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final DeliveryThreads threads;
    private final Clock clock;
    private final Runnable look;
    private final Outage storeOutage = new Outage();
    private final FeedSlot everyFeed = new FeedSlot(new FeedKey(0, ""));
    private final AtomicBoolean lookOrdered = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean closing;

    /** With the look that begins work for each feed that is due. */
    FeedWork(DeliveryThreads threads, Clock clock, Runnable look) {
        this.threads = threads;
        this.clock = clock;
        this.look = look;
    }

    void start() {
        threads.repeat(this::look, LOOK);
        started = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Looks at once for feeds that are due. */
    void wake() {
        if (started && !closing && lookOrdered.compareAndSet(false, true)) {
            boolean unused = threads.execute(() -> {
                lookOrdered.set(false);
                look();
            });
        }
    }

    private void look() {
        if (closing) {
            return;
        }
        try {
            look.run();
        } catch (RuntimeException | Error e) {
            failed(everyFeed, e);
            passOn(e);
        }
    }

    /** Runs something that belongs to no feed. */
    void run(Runnable other) {
        boolean unused = threads.execute(other);
    }

    /** Begins work for a feed if its slot is free and due. */
    void begin(FeedSlot slot, Instant now, Consumer<FeedSlot> step) {
        if (!closing && slot.take(now)) {
            threads.begun();
            next(slot, () -> step.accept(slot));
        }
    }

    /** Goes on with the feed in a further piece of work. */
    void next(FeedSlot slot, Runnable further) {
        if (!threads.execute(further)) {
            end(slot, null);
        }
    }

    /** Goes on with the feed in a while; false when nothing is run any more. */
    boolean later(Runnable further) {
        return threads.schedule(further, AFTER_A_FAILURE);
    }

    /** Goes on with the feed in a further piece of work once Discord has answered. */
    <T> void afterAnswer(FeedSlot slot, CompletableFuture<T> answer, Consumer<T> further) {
        CompletableFuture<?> unused = answer.thenAccept(result -> next(slot, () -> further.accept(result)))
                .exceptionally(failure -> lost(slot, failure));
    }

    /** Runs a whole piece of work of a feed; when it fails, the feed rests for a moment. */
    void guarded(FeedSlot slot, Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error e) {
            failed(slot, e);
            end(slot, clock.instant().plus(AFTER_A_FAILURE));
            passOn(e);
        }
    }

    /** Frees the feed's slot, until a time when one is given. */
    void end(FeedSlot slot, @Nullable Instant until) {
        boolean lookAgain = slot.free(until);
        threads.ended();
        Duration rest = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (lookAgain) {
            wake();
        } else if (rest.compareTo(Duration.ZERO) > 0 && rest.compareTo(LOOK) < 0) {
            boolean unused = threads.schedule(this::look, rest);
        }
    }

    /** An answer came and nobody could take it: the feed goes on later, and looks for the message in the channel. */
    private @Nullable Void lost(FeedSlot slot, Throwable failure) {
        failed(slot, failure);
        end(slot, clock.instant().plus(AFTER_A_FAILURE));
        Uncaught.report(failure);
        return null;
    }

    /** The feed's slot is safe; what an Error means for the process is decided elsewhere. */
    static void passOn(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
    }

    void storeWorks() {
        if (storeOutage.ends()) {
            LOG.info("The database works again");
        }
    }

    void failed(FeedSlot slot, Throwable failure) {
        long guildId = slot.feed().guildId();
        if (Outbox.isOutage(failure)) {
            LOG.debug("Server {} waits for the database", guildId, failure);
        } else if (failure instanceof JdbiException) {
            if (storeOutage.begins()) {
                LOG.warn("The database can't be used ({}); pending announcements are kept", reason(failure));
            }
        } else if (!closing && slot.failsNow()) {
            LOG.error("Announcements for server {} are stuck; retrying", guildId, failure);
        }
    }

    /** The driver's own message, without the statement that the library wraps around it. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
    }

    Duration sinceTurn() {
        return started && !closing ? threads.sinceTurn() : Duration.ZERO;
    }

    void close(Duration patience) throws InterruptedException {
        closing = true;
        if (!threads.close(patience)) {
            LOG.warn("Stopped before Discord answered every message; the rest are checked after the next start");
        }
    }
}
