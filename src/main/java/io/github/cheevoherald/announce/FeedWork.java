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
 * Runs the feeds' work on the delivery threads. Whatever happens, a feed's slot is either freed or passed to a further
 * piece of work. Pieces of work are never nested; each begins and ends here exactly once.
 */
final class FeedWork {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWork.class);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    /** Short beside the time for which a request may be under way. */
    private static final Duration FOR_A_REQUEST = Duration.ofSeconds(10);

    private final DeliveryThreads threads;
    private final Clock clock;
    private final Runnable beginDueFeeds;
    private final Outage storeOutage = new Outage();
    private final FeedSlot everyFeed = new FeedSlot(new FeedKey(0, ""));
    private final AtomicBoolean checkOrdered = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean closing;

    FeedWork(DeliveryThreads threads, Clock clock, Runnable beginDueFeeds) {
        this.threads = threads;
        this.clock = clock;
        this.beginDueFeeds = beginDueFeeds;
    }

    void start() {
        threads.repeat(this::check, BETWEEN_CHECKS);
        started = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Checks at once for due feeds. */
    void wake() {
        if (started && !closing && checkOrdered.compareAndSet(false, true)) {
            boolean unused = threads.execute(() -> {
                checkOrdered.set(false);
                check();
            });
        }
    }

    private void check() {
        if (closing) {
            return;
        }
        try {
            beginDueFeeds.run();
        } catch (RuntimeException | Error e) {
            failed(everyFeed, e);
            passOn(e);
        }
    }

    /** Runs work that belongs to no feed. */
    void run(Runnable other) {
        boolean unused = threads.execute(other);
    }

    void begin(FeedSlot slot, Instant now, Consumer<FeedSlot> step) {
        if (!closing && slot.take(now)) {
            threads.begun();
            next(slot, () -> step.accept(slot));
        }
    }

    /** Continues the feed in a further piece of work. */
    void next(FeedSlot slot, Runnable further) {
        if (!threads.execute(further)) {
            end(slot, null);
        }
    }

    /** Continues after a pause; false after {@link #close}. */
    boolean later(Runnable further) {
        return threads.schedule(further, AFTER_A_FAILURE);
    }

    /** Runs work that belongs to no feed after a pause; false after {@link #close}. */
    boolean after(Duration pause, Runnable other) {
        return threads.schedule(other, pause);
    }

    /** Continues the feed in a further piece of work once Discord has answered. */
    <T> void afterAnswer(FeedSlot slot, CompletableFuture<T> answer, Consumer<T> further) {
        CompletableFuture<?> unused = answer.thenAccept(result -> next(slot, () -> further.accept(result)))
                .exceptionally(failure -> lost(slot, failure));
    }

    /** Runs a feed's piece of work; if it fails, the feed rests for a moment. */
    void guarded(FeedSlot slot, Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error e) {
            failed(slot, e);
            end(slot, clock.instant().plus(AFTER_A_FAILURE));
            passOn(e);
        }
    }

    /** Frees the feed's slot; if {@code until} is given, it rests until then. */
    void end(FeedSlot slot, @Nullable Instant until) {
        boolean isWanted = slot.free(until);
        threads.ended();
        Duration rest = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (isWanted) {
            wake();
        } else if (rest.compareTo(Duration.ZERO) > 0 && rest.compareTo(BETWEEN_CHECKS) < 0) {
            boolean unused = threads.schedule(this::check, rest);
        }
    }

    /** Frees the feed's slot, and gives Discord a moment to act on a request that may be under way. */
    void pause(FeedSlot slot) {
        end(slot, clock.instant().plus(FOR_A_REQUEST));
    }

    /** An answer couldn't be processed: the feed continues later, and looks for the message in the channel. */
    private @Nullable Void lost(FeedSlot slot, Throwable failure) {
        failed(slot, failure);
        end(slot, clock.instant().plus(AFTER_A_FAILURE));
        Uncaught.report(failure);
        return null;
    }

    /** Rethrows an Error once the feed's slot is safe; others decide what it means for the process. */
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
                LOG.warn("The database can't be used ({}); pending announcements are kept", Outbox.reasonOf(failure));
            }
        } else if (!closing && slot.failsNow()) {
            LOG.error("Announcements for server {} are stuck; retrying", guildId, failure);
        }
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
