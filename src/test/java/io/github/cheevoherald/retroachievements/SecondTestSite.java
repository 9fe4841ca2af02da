package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.resilience.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A scripted web server and the whole client of the second API connected to it, with their own time. */
final class SecondTestSite implements AutoCloseable {
    static final String EMPTY = """
            {"jsonapi":{"version":"1.0"},"meta":{"page":{"currentPage":1}},"links":{"first":"x"},"data":[]}""";

    private final MockWebServer server = new MockWebServer();
    private final LinkedBlockingQueue<MockResponse> next = new LinkedBlockingQueue<>();
    private final OkHttpClient client = new OkHttpClient();
    private volatile @Nullable MockResponse always;
    final FakeTime time = new FakeTime();
    final MutableClock clock = MutableClock.at("2026-11-22T12:00:20Z");
    final SecondConnection connection;

    SecondTestSite() {
        this("v2/", Duration.ofSeconds(10));
    }

    SecondTestSite(String path, Duration timeout) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse same = always;
                MockResponse response = same == null ? next.poll() : same;
                return response == null ? status(418).build() : response;
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Backoff pauses = new Backoff(TestSite.PAUSE, TestSite.PAUSE, 1);
        SiteHealth health = new SiteHealth(SiteApi.SECOND, time, pauses, new Random(), ulid -> "Ann (" + ulid + ")");
        RequestBudget budget = new RequestBudget(1_000_000, health, TestSite.plenty());
        SiteAddress access = new SiteAddress(server.url("/" + path).uri(), () -> TestSite.KEY, TestSite.USER_AGENT);
        connection = new SecondConnection(
                new SecondApiClient(client, access, new SiteClock(clock), timeout), budget, health, time);
    }

    SecondApi api() {
        return connection.forTasks();
    }

    static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    static MockResponse good(String body) {
        return status(200)
                .addHeader("Content-Type", "application/vnd.api+json")
                .body(body)
                .build();
    }

    static MockResponse error(int code, String detail) {
        return status(code)
                .addHeader("Content-Type", "application/vnd.api+json")
                .body("{\"errors\":[{\"status\":\"%d\",\"title\":\"Error\",\"detail\":\"%s\"}]}"
                        .formatted(code, detail))
                .build();
    }

    void enqueue(MockResponse... responses) {
        for (MockResponse response : responses) {
            next.add(response);
        }
    }

    void answerAll(@Nullable MockResponse response) {
        always = response;
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
}
