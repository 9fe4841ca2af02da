package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.resilience.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A scripted web server and the whole client connected to it, each with its own clock. */
final class TestSite implements AutoCloseable {
    static final String KEY = "sEcReT-kEy/0123456789&abc";
    static final String USER_AGENT = "CheevoHerald/test (+https://github.com/cheevoherald/cheevo-herald)";
    /** What stands in front of the site when it does not work. */
    static final String HTML = "<!DOCTYPE html><html><body>Just a moment...</body></html>";

    /** The client's own pauses, without randomness here. */
    static final Duration PAUSE = Duration.ofSeconds(60);

    private final MockWebServer server = new MockWebServer();
    private final Queue answers = new Queue();
    private final FakeTime time = new FakeTime();
    private final SiteClock clock = new SiteClock(MutableClock.at("2026-11-22T12:00:00Z"));
    private final OkHttpClient client = new OkHttpClient();
    private final RequestBudget budget;
    private final SiteHealth health;
    private final SiteConnection connection;

    TestSite() {
        this(Duration.ofSeconds(10), new Backoff(PAUSE, PAUSE, 1));
    }

    TestSite(Duration timeout, Backoff pauses) {
        server.setDispatcher(answers);
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        health = new SiteHealth(time, pauses);
        budget = new RequestBudget(1_000_000, health, plenty());
        SiteAddress access = new SiteAddress(server.url("/").uri(), () -> KEY, USER_AGENT);
        connection = new SiteConnection(new ApiClient(client, access, clock, timeout), budget, health);
    }

    static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    static MockResponse good(String body) {
        return status(200)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** The outcome of a player's unlocks after that answer. */
    Outcome<List<RecentUnlock>> unlocksAfter(MockResponse response) {
        enqueue(response);
        return connection.forPeople().recentUnlocks("wavecrest", 60);
    }

    SiteConnection connection() {
        return connection;
    }

    RequestBudget budget() {
        return budget;
    }

    SiteHealth health() {
        return health;
    }

    SiteClock clock() {
        return clock;
    }

    FakeTime time() {
        return time;
    }

    String url() {
        return server.url("/").toString();
    }

    void enqueue(MockResponse response) {
        answers.next.add(response);
    }

    void answerAll(MockResponse response) {
        answers.always = response;
    }

    /** Answers every request about this player with this. */
    void answerFor(String player, MockResponse response) {
        answers.about.put(player, response);
    }

    int requests() {
        return server.getRequestCount();
    }

    RecordedRequest takeRequest() {
        try {
            return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void closeServer() {
        server.close();
    }

    @Override
    public void close() {
        connection.close();
        server.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Time that advances whenever it's read, so that a budget never runs out. */
    static TimeMeter plenty() {
        return new AdvancingTime(new FakeTime());
    }

    private record AdvancingTime(FakeTime time) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            time.pass(Duration.ofNanos(60_000));
            return time.currentTimeNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private static final class Queue extends Dispatcher {
        private final LinkedBlockingQueue<MockResponse> next = new LinkedBlockingQueue<>();
        private final Map<String, MockResponse> about = new ConcurrentHashMap<>();
        private volatile @Nullable MockResponse always;

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            MockResponse about =
                    this.about.get(Objects.requireNonNullElse(request.getUrl().queryParameter("u"), ""));
            if (about != null) {
                return about;
            }
            MockResponse same = always;
            if (same != null) {
                return same;
            }
            MockResponse response = next.poll();
            return response == null ? status(418).build() : response;
        }
    }
}
