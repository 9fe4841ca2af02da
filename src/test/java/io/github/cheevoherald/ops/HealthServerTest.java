package io.github.cheevoherald.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class HealthServerTest {
    private static final String HOST = "127.0.0.1";

    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger(3);
    private final Metrics metrics = new Metrics().gauge("herald.announcements.waiting", "What waits", waiting::get);
    private final AtomicReference<Duration> sinceTurn = new AtomicReference<>(Duration.ofSeconds(3));
    private final Health health = new Health()
            .loop("polls", Duration.ofMinutes(5), () -> Duration.ZERO)
            .loop("delivery", Duration.ofMinutes(5), sinceTurn::get)
            .need("the connection to Discord", ready::get);
    private final HttpClient client = HttpClient.newHttpClient();
    private HealthServer server;

    @BeforeEach
    void start() throws HealthServerException {
        server = HealthServer.start(HOST, 0, health, metrics);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void unfinishedRequestsAreDroppedSoThatOthersAreAnswered() throws Exception {
        List<Socket> halfway = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                halfway.add(socket);
                socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }

            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptions()
                    .until(() -> ask("GET", "/healthz").statusCode() == 200);
            for (Socket socket : halfway) {
                socket.setSoTimeout(10_000);
                assertThat(isLetGo(socket)).isTrue();
            }
        } finally {
            for (Socket socket : halfway) {
                socket.close();
            }
        }
    }

    private static boolean isLetGo(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + HOST + ":" + server.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void isHealthyWhileTheLoopsRun() throws Exception {
        HttpResponse<String> answer = ask("GET", "/healthz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok\n");
    }

    @Test
    void namesAStuckLoopAndIsHealthyAgainOnceItRuns() throws Exception {
        sinceTurn.set(Duration.ofSeconds(301));
        HttpResponse<String> still = ask("GET", "/healthz");
        sinceTurn.set(Duration.ZERO);

        assertThat(still.statusCode()).isEqualTo(503);
        assertThat(still.body()).isEqualTo("delivery: no turn for 301 s\n");
        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void healthzAnswersWhileEverythingElseWaitsForAStuckDatabase() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Health hanging = new Health().need("the database", () -> {
            try {
                return hangs.await(15, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        try (HealthServer other = HealthServer.start(HOST, 0, hanging, metrics)) {
            URI readyz = URI.create("http://" + HOST + ":" + other.port() + "/readyz");
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                asked.add(
                        client.sendAsync(HttpRequest.newBuilder(readyz).build(), HttpResponse.BodyHandlers.ofString()));
            }
            CompletableFuture<HttpResponse<String>> lives = client.sendAsync(
                    HttpRequest.newBuilder(readyz.resolve("/healthz")).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(lives.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            await().until(() -> asked.stream().filter(CompletableFuture::isDone).count() == 8);
            hangs.countDown();
            assertThat(asked.stream().map(answer -> answer.join().statusCode()))
                    .filteredOn(status -> status == 200)
                    .hasSize(2);
        }
    }

    @Test
    void servesCurrentNumbersInPrometheusFormat() throws Exception {
        HttpResponse<String> before = ask("GET", "/metrics");
        waiting.set(4);

        assertThat(before.body())
                .contains("# TYPE herald_announcements_waiting gauge\nherald_announcements_waiting 3.0\n");
        assertThat(ask("GET", "/metrics").body()).contains("herald_announcements_waiting 4.0\n");
        assertThat(ask("HEAD", "/metrics").statusCode()).isEqualTo(200);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void anUnavailableNumberIsNaN() throws Exception {
        metrics.gauge("herald.broken", "Fails", () -> {
            throw new IllegalStateException("the database is away");
        });

        assertThat(ask("GET", "/metrics").body())
                .contains("herald_broken NaN\n")
                .contains("herald_announcements_waiting 3.0\n");
    }

    @Test
    void isReadyWhenTheBotSaysSo() throws Exception {
        HttpResponse<String> before = ask("GET", "/readyz");
        ready.set(true);
        HttpResponse<String> after = ask("GET", "/readyz?verbose=1");

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).contains("Discord").hasLineCount(1);
        assertThat(after.statusCode()).isEqualTo(200);
    }

    @Test
    void answersAHeadRequestAsAGetWithoutItsBody() throws Exception {
        HttpResponse<String> healthy = ask("HEAD", "/healthz");

        assertThat(healthy.statusCode()).isEqualTo(200);
        assertThat(healthy.body()).isEmpty();
        assertThat(healthy.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(ask("HEAD", "/readyz").statusCode()).isEqualTo(503);
        ready.set(true);
        assertThat(ask("HEAD", "/readyz").statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void isNotReadyWhenReadinessIsUnknown() throws Exception {
        try (HealthServer unsure = HealthServer.start(
                HOST,
                0,
                new Health().need("nothing", () -> {
                    throw new IllegalStateException("token s3cret");
                }),
                metrics)) {
            URI uri = URI.create("http://" + HOST + ":" + unsure.port() + "/readyz");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz/", "/healthzz", "/metrics/all", "/readyz/../etc", "/%2e%2e/healthz"})
    void otherPagesAreNotFound(String path) throws Exception {
        assertThat(ask("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void refusesOtherMethods(String method) throws Exception {
        HttpResponse<String> answer = ask(method, "/healthz");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichKeyIsWrongWhenThePortIsInUse() {
        assertThatThrownBy(() -> HealthServer.start(HOST, server.port(), health, metrics))
                .isInstanceOf(HealthServerException.class)
                .hasMessageStartingWith("http.port: 127.0.0.1:" + server.port())
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysWhichKeyIsWrongWhenTheHostIsInvalid() {
        assertThatThrownBy(() -> HealthServer.start("no.such.host.invalid", 0, health, metrics))
                .isInstanceOf(HealthServerException.class)
                .hasMessageStartingWith("http.host: ");
    }

    @Test
    void theLogSaysWhereItAnswers() throws Exception {
        try (Lines lines = new Lines();
                HealthServer other = HealthServer.start(HOST, 0, health, metrics)) {
            assertThat(lines.holding("http://127.0.0.1:" + other.port() + "/healthz"))
                    .hasSize(1);
        }
    }

    @Test
    void thePortIsFreeAfterClosing() throws Exception {
        int port = server.port();
        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
        server.close();

        server = HealthServer.start(HOST, port, health, metrics);

        assertThat(ask("GET", "/healthz").statusCode()).isEqualTo(200);
    }
}
