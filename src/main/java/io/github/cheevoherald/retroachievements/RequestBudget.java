package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests of the whole process: n a minute, a few at once, people before polls, and polls before what could be
 * done without. It also waits while {@link SiteHealth} lets nothing through.
 */
public final class RequestBudget {
    private static final int MAX_AT_ONCE = 2;
    private static final int BURST = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** Requests that stay free for the next polls while one is sent that could be done without. */
    private static final int KEPT_FOR_POLLS = 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Object> people = new ArrayDeque<>();
    private final TimeMeter time;
    private final SiteHealth health;
    private final Bucket bucket;
    private final CommandShare share;
    private final long nanosPerRequest;
    private final WaitingThreads waiting;
    private final AtomicBoolean spareInProgress = new AtomicBoolean();
    private int inProgress;

    /** Spreads {@code requestsPerMinute} evenly over the minute, with up to five at once after a quiet time. */
    public RequestBudget(int requestsPerMinute, SiteHealth health) {
        this(requestsPerMinute, health, TimeMeter.SYSTEM_NANOTIME);
    }

    RequestBudget(int requestsPerMinute, SiteHealth health, TimeMeter time) {
        this.time = time;
        this.health = health;
        this.waiting = new WaitingThreads(time);
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit ->
                        limit.capacity(Math.min(BURST, requestsPerMinute)).refillGreedy(requestsPerMinute, MINUTE))
                .build();
        this.share = new CommandShare(requestsPerMinute);
        this.nanosPerRequest = MINUTE.toNanos() / requestsPerMinute;
    }

    /** Whether a poll could be sent right now. */
    public boolean isFreeForPoll() {
        lock.lock();
        try {
            return nanosUntilPoll() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a poll could be sent at once, however long that takes. Reserves nothing. */
    public void awaitFreeForPoll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitPoll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends a poll when its turn comes. An attempt that returns nothing wasn't sent and gets another turn. */
    <T> Outcome<T> runForPoll(Supplier<Optional<Outcome<T>>> attempt) {
        return run(
                () -> {
                    awaitPoll();
                    start();
                    return null;
                },
                attempt);
    }

    /** Sends a request of the bot's own when its turn comes, or returns at once that the site is left alone. */
    <T> Outcome<T> runForTask(Supplier<Optional<Outcome<T>>> attempt) {
        return run(this::awaitTask, attempt);
    }

    /** Sends a person's request soon, or returns at once why it can't. */
    <T> Outcome<T> runForPerson(Supplier<Optional<Outcome<T>>> attempt) {
        return run(this::awaitPerson, attempt);
    }

    /**
     * Sends a request that could be done without, one at a time, if soon one is free that neither people nor polls need. The
     * attempt gets what is left of the time.
     */
    <T> Outcome<T> runIfSpare(Patience patience, Function<Duration, Optional<Outcome<T>>> attempt) {
        long begun = time.currentTimeNanos();
        return run(() -> awaitSpare(begun + patience.turn().toNanos()), () -> {
            try {
                return attempt.apply(patience.all().minusNanos(time.currentTimeNanos() - begun));
            } finally {
                spareInProgress.set(false);
            }
        });
    }

    /** Waits for a turn to send a request; returns an outcome if there won't be one. */
    private interface Turn<T> {
        @Nullable Outcome<T> await() throws InterruptedException;
    }

    private <T> Outcome<T> run(Turn<T> turn, Supplier<Optional<Outcome<T>>> attempt) {
        try {
            while (true) {
                @Nullable Outcome<T> refusal;
                lock.lockInterruptibly();
                try {
                    refusal = turn.await();
                } finally {
                    lock.unlock();
                }
                Optional<Outcome<T>> outcome = refusal == null ? finish(attempt) : Optional.of(refusal);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        } catch (InterruptedException stop) {
            return interrupted();
        }
    }

    private <T> @Nullable Outcome<T> awaitTask() throws InterruptedException {
        waiting.begin();
        try {
            while (true) {
                Optional<Outcome<T>> refusal = health.refusal();
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                long wait = nanosUntilPoll();
                if (wait == 0) {
                    start();
                    return null;
                }
                pause(wait);
            }
        } finally {
            waiting.end();
            change.signalAll();
        }
    }

    private <T> @Nullable Outcome<T> awaitSpare(long until) throws InterruptedException {
        while (true) {
            long wait = health.isSound() ? nanosUntilSpare() : Long.MAX_VALUE;
            if (wait == 0) {
                spareInProgress.set(true);
                start();
                return null;
            }
            long left = until - time.currentTimeNanos();
            if (left <= 0 || !health.isSound()) {
                return new Outcome.Throttled<>(Outcome.By.SPARE_REQUESTS, Duration.ofNanos(nanosPerRequest));
            }
            pause(Math.min(left, wait));
        }
    }

    private long nanosUntilSpare() {
        boolean isNeeded = inProgress >= MAX_AT_ONCE || waiting.count() > 0 || !people.isEmpty();
        return isNeeded || spareInProgress.get()
                ? Long.MAX_VALUE
                : bucket.estimateAbilityToConsume(1 + KEPT_FOR_POLLS).getNanosToWaitForRefill();
    }

    /** Makes waiting threads check again because something outside has changed. */
    void wake() {
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitPoll() throws InterruptedException {
        waiting.begin();
        try {
            for (long wait = nanosUntilPoll(); wait > 0; wait = nanosUntilPoll()) {
                pause(wait);
            }
        } finally {
            waiting.end();
            change.signalAll();
        }
    }

    /** How long ago one of the bot's threads last waited here for its turn: zero while it waits, a day if it never did. */
    public Duration sinceHeldBack(Thread thread) {
        return waiting.since(thread);
    }

    private long nanosUntilPoll() {
        if (inProgress >= MAX_AT_ONCE || isPersonReady()) {
            return Long.MAX_VALUE;
        }
        return Math.max(health.nanosUntilAllowed(), nanosUntilToken());
    }

    /** Whether the first person in the queue could go if no poll took the request. */
    private boolean isPersonReady() {
        return !people.isEmpty() && share.nanosUntilRoom(time.currentTimeNanos(), 0) == 0;
    }

    private <T> @Nullable Outcome<T> awaitPerson() throws InterruptedException {
        long arrivedAt = time.currentTimeNanos();
        long expected = nanosUntilPerson(people.size());
        Object place = new Object();
        people.addLast(place);
        try {
            while (true) {
                Optional<Outcome<T>> refusal = health.refusal();
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                if (expected > PATIENCE.toNanos()) {
                    return new Outcome.Throttled<>(Outcome.By.PEOPLES_SHARE, Duration.ofNanos(expected));
                }
                boolean first = people.getFirst().equals(place);
                long wait = first ? nanosUntilPerson(0) : Long.MAX_VALUE;
                if (wait == 0 && inProgress < MAX_AT_ONCE) {
                    share.take(time.currentTimeNanos());
                    start();
                    return null;
                }
                long patience = arrivedAt + PATIENCE.toNanos() - time.currentTimeNanos();
                if (patience <= 0) {
                    return new Outcome.Unavailable<>("earlier requests still wait for the site's answer");
                }
                pause(Math.min(patience, wait == 0 ? Long.MAX_VALUE : wait));
            }
        } finally {
            people.remove(place);
            change.signalAll();
        }
    }

    /** How long a person would wait behind {@code ahead} others, if the site answers promptly. */
    private long nanosUntilPerson(int ahead) {
        long missing = ahead + 1 - bucket.getAvailableTokens();
        long tokens = missing <= 0 ? 0 : nanosUntilToken() + (missing - 1) * nanosPerRequest;
        return Math.max(tokens, share.nanosUntilRoom(time.currentTimeNanos(), ahead));
    }

    private long nanosUntilToken() {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private void start() {
        if (!bucket.tryConsume(1)) {
            throw new IllegalStateException("a request was started without a token");
        }
        inProgress++;
    }

    private <T> Optional<Outcome<T>> finish(Supplier<Optional<Outcome<T>>> attempt) {
        try {
            return attempt.get();
        } finally {
            lock.lock();
            try {
                inProgress--;
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // both callers loop around it
    private void pause(long nanos) throws InterruptedException {
        change.awaitNanos(nanos);
    }

    private static <T> Outcome<T> interrupted() {
        Thread.currentThread().interrupt();
        return new Outcome.Unavailable<>("interrupted while waiting for a request");
    }
}
