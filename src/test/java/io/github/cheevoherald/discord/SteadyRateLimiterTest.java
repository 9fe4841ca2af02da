package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uses JDA's own rate limiter, whose waits follow the machine's clock; the test sets what we notice of that clock. */
@Timeout(120)
final class SteadyRateLimiterTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(2);
    private final ExecutorService elastic = Executors.newCachedThreadPool();
    private final AtomicLong machineMillis = new AtomicLong(1_772_000_000_000L);
    private final SteadyRateLimiter limiter = new SteadyRateLimiter(
            new RestRateLimiter.RateLimitConfig(scheduler, elastic, RestRateLimiter.GlobalRateLimit.create(), true),
            machineMillis::get,
            () -> 0,
            new SlowDowns(() -> 0));
    private final List<Integer> executed = new ArrayList<>();

    @AfterEach
    void end() {
        limiter.stop(true, () -> {});
        scheduler.shutdownNow();
        elastic.shutdownNow();
    }

    /** As after the last allowed post, with two hours of waiting left because the clock was set back. */
    private void exhaust(long channel) {
        Post last = new Post(channel, 0, 200, TWO_HOURS);
        limiter.enqueue(last);
        await().until(last::isDone);
    }

    private void setBack(Duration by) {
        machineMillis.addAndGet(-by.toMillis());
    }

    private List<Integer> executed() {
        synchronized (executed) {
            return List.copyOf(executed);
        }
    }

    private final class Post implements RestRateLimiter.Work {
        private final Route.CompiledRoute route;
        private final int number;
        private final Duration resetAfter;
        private volatile int status;
        private volatile boolean done;
        private volatile boolean cancelled;
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch held = new CountDownLatch(0);

        Post(long channel, int number, int status, Duration resetAfter) {
            this.route = Route.Messages.SEND_MESSAGE.compile(Long.toString(channel));
            this.number = number;
            this.status = status;
            this.resetAfter = resetAfter;
        }

        @Override
        public Response execute() {
            begun.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (executed) {
                executed.add(number);
            }
            int answer = status;
            done = answer != 429;
            status = 200;
            return new Response.Builder()
                    .request(new Request.Builder().url("http://localhost/").build())
                    .protocol(Protocol.HTTP_1_1)
                    .message("")
                    .code(answer)
                    .header("via", "1.1 google")
                    .header(RestRateLimiter.HASH_HEADER, "posts")
                    .header(RestRateLimiter.LIMIT_HEADER, "5")
                    .header(RestRateLimiter.REMAINING_HEADER, resetAfter.isZero() ? "4" : "0")
                    .header(RestRateLimiter.RESET_AFTER_HEADER, Double.toString(resetAfter.toMillis() / 1000.0))
                    .header(RestRateLimiter.RETRY_AFTER_HEADER, Long.toString(resetAfter.toSeconds()))
                    .build();
        }

        @Override
        public Route.CompiledRoute getRoute() {
            return route;
        }

        @Override
        public JDA getJDA() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSkipped() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public boolean isPriority() {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private Post post(long channel, int number) {
        return new Post(channel, number, 200, Duration.ZERO);
    }

    @Test
    void waitingRequestsContinueInOrderAfterTheClockIsSetBack() {
        exhaust(10);
        for (int number = 1; number <= 3; number++) {
            limiter.enqueue(post(10, number));
        }
        limiter.enqueue(post(20, 9));
        await().until(() -> executed().contains(9));
        assertThat(executed()).containsExactly(0, 9);

        setBack(TWO_HOURS);

        await().until(() -> executed().size() == 5);
        assertThat(executed()).containsExactly(0, 9, 1, 2, 3);
    }

    @Test
    void requestsMadeAfterTheClockIsSetBackDoNotWait() {
        exhaust(10);
        setBack(TWO_HOURS);

        limiter.enqueue(post(10, 1));

        await().until(() -> executed().size() == 2);
    }

    @Test
    void limitsHoldWhileTheClockIsLeftAloneOrSetForwards() {
        exhaust(10);
        limiter.enqueue(post(10, 1));
        setBack(TWO_HOURS.negated());
        limiter.look();
        setBack(Duration.ofMillis(900));
        limiter.look();
        limiter.enqueue(post(20, 2));
        await().until(() -> executed().contains(2));

        assertThat(executed()).containsExactly(0, 2);
        setBack(TWO_HOURS.minusMillis(900));
        await().until(() -> executed().contains(1));
    }

    @Test
    void aRequestUnderWayIsNotRepeated() {
        Post slow = post(10, 1);
        slow.held = new CountDownLatch(1);
        limiter.enqueue(slow);
        await().until(() -> slow.begun.getCount() == 0);

        setBack(TWO_HOURS);
        limiter.enqueue(post(20, 2));
        await().until(() -> executed().contains(2));
        slow.held.countDown();
        await().until(slow::isDone);
        limiter.enqueue(post(10, 3));
        await().until(() -> executed().contains(3));

        assertThat(executed()).containsExactly(2, 1, 3);
    }

    @Test
    void aRequestUnderWayThatDiscordThrottlesIsRepeatedByTheNewLimiter() {
        Post slow = new Post(10, 1, 429, TWO_HOURS);
        slow.held = new CountDownLatch(1);
        limiter.enqueue(slow);
        await().until(() -> slow.begun.getCount() == 0);

        setBack(TWO_HOURS);
        limiter.look();
        slow.held.countDown();

        await().until(slow::isDone);
        assertThat(executed()).containsExactly(1, 1);
    }

    @Test
    void stoppingFailsWaitingRequests() {
        exhaust(10);
        setBack(TWO_HOURS);
        limiter.look();
        exhaust(10);
        Post waiting = post(10, 1);
        limiter.enqueue(waiting);
        AtomicInteger told = new AtomicInteger();

        limiter.stop(true, told::incrementAndGet);

        assertThat(told).hasValue(1);
        assertThat(limiter.isStopped()).isTrue();
        assertThat(waiting.isCancelled()).isTrue();
        assertThat(executed()).containsExactly(0, 0);
    }

    /** However the steps fall between the requests, each is executed once. */
    @Test
    void eachRequestIsExecutedOnceHoweverOftenTheClockIsSet() {
        Random random = new Random(7);
        List<Post> posts = new ArrayList<>();
        for (int number = 0; number < 3_000; number++) {
            Duration left = number % 7 == 0 ? TWO_HOURS : Duration.ZERO;
            Post post = new Post(number % 20, number, 200, left);
            posts.add(post);
            limiter.enqueue(post);
            if (random.nextInt(10) == 0) {
                setBack(Duration.ofMinutes(1));
                limiter.look();
            }
        }
        await().until(() -> {
            setBack(Duration.ofMinutes(1));
            limiter.look();
            return posts.stream().allMatch(Post::isDone);
        });

        assertThat(executed()).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void theGlobalLimitKeepsItsLength() {
        AtomicLong nanos = new AtomicLong();
        SteadyGlobalLimit limit = new SteadyGlobalLimit(machineMillis::get, nanos::get);
        assertThat(limit.getClassic()).isLessThanOrEqualTo(machineMillis.get());
        limit.setClassic(machineMillis.get() + 5_000);
        limit.setCloudflare(machineMillis.get() + 60_000);

        setBack(TWO_HOURS);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());

        assertThat(limit.getClassic() - machineMillis.get()).isEqualTo(1_000);
        assertThat(limit.getCloudflare() - machineMillis.get()).isEqualTo(56_000);
    }
}
