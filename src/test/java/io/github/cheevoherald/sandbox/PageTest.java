package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.discord.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, pictures and events, as a browser receives them. */
final class PageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private final long guild;
    private final long channel;
    private final long member;

    PageTest() throws IOException {
        sandbox = Sandbox.start(0, Clock.systemUTC());
        guild = sandbox.discord().world().createGuild("The Save Point");
        channel = sandbox.discord().channels().create(guild, "unlocks");
        member = sandbox.discord().world().createMember(guild, "Marlow");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(SendResult.Reason.class)
    void hasWordsForEveryReasonAChannelRefusesMessages(SendResult.Reason reason) throws Exception {
        assertThat(new String(get("page/outbox.js").body(), StandardCharsets.UTF_8))
                .contains("  " + reason + ": \"");
    }

    @Test
    void runsOnlyItsOwnScripts() throws Exception {
        HttpResponse<byte[]> page = get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "*");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("http:", "https:", "style=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page/main.js", "page/base.css", "page/icon.svg", "favicon.ico", "pictures/Badge/90001.png"})
    void servesThePagesFiles(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty();
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page/nothing.js",
                "page/..%2Fdemo.yml",
                "page/demo.yml",
                "pictures/API/API_GetUserProfile.php",
                "pictures/Badge/..%2F..%2FAPI",
                "pictures/Elsewhere/1.png",
                "attachments/1/2/page.html",
            })
    void servesNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void refusesEventsToPagesFromOtherOrigins() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(sandbox.pageUrl().resolve("control/events"))
                .header("Origin", "https://evil.example")
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void sendsTheCurrentStateAndThenEvents() {
        try (Listener page = new Listener()) {
            page.await("event: guilds");
            page.await("event: outbox");
            page.await("event: wire");

            sandbox.discord().channels().post(channel, member, "Anybody there?\nI am.");

            page.await("Anybody there?\\nI am.");
            assertThat(page.lines.get(0)).isEqualTo("retry: 1000");
        }
    }

    @Test
    void listsADirectChannelOnceItHasAMessage() throws Exception {
        long direct = sandbox.discord().channels().direct(member);
        assertThat(json("control/discord/directs")).isEmpty();
        try (Listener page = new Listener()) {
            page.await("event: directs");

            sandbox.discord().channels().post(direct, member, "Are you there?");

            page.await("[{\"id\":\"" + direct + "\",\"name\":\"Marlow\",\"to\":\"" + member + "\"");
            page.await("Are you there?");
        }
        assertThat(json("control/discord/directs")).hasSize(1);
    }

    @Test
    void limitsOpenPagesAndAcceptsAnotherWhenOneCloses() throws Exception {
        List<Listener> pages = new ArrayList<>();
        for (int number = 0; number < EventFeed.MAX_PAGES; number++) {
            Listener page = new Listener();
            pages.add(page);
            page.await("event: wire");
        }

        assertThat(get("control/events").statusCode()).isEqualTo(503);
        pages.get(0).close();
        await().atMost(PATIENCE).untilAsserted(() -> {
            sandbox.discord().channels().post(channel, member, "Is somebody gone?");
            try (Listener another = new Listener()) {
                another.await("event: wire");
            }
        });
        pages.forEach(Listener::close);
    }

    @Test
    void pagesThatDoNotReadHoldUpNobody() throws Exception {
        List<Socket> deaf = new ArrayList<>();
        for (int number = 0; number < EventFeed.MAX_PAGES - 1; number++) {
            deaf.add(listenDeaf());
        }
        try (Listener page = new Listener()) {
            page.await("event: wire");
            String text = "x".repeat(1900);
            long before = System.nanoTime();
            for (int number = 0; number < 1500; number++) {
                sandbox.discord().channels().post(channel, member, text);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            sandbox.discord().channels().post(channel, member, "the last one");
            page.await("the last one");
            assertThat(took).isLessThan(Duration.ofSeconds(10));
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void servesMessagesPageByPage() throws Exception {
        for (int number = 0; number < 30; number++) {
            sandbox.discord().channels().post(channel, member, "message " + number);
        }
        String path = "control/discord/channels/" + channel + "/messages?as=" + member + "&limit=10";

        JsonNode newest = json(path);
        JsonNode older = json(path + "&before=" + newest.at("/0/id").asText());
        JsonNode newer = json(path + "&after=" + older.at("/9/id").asText());

        assertThat(newest.at("/0/json/content").asText()).isEqualTo("message 20");
        assertThat(older.at("/0/json/content").asText()).isEqualTo("message 10");
        assertThat(older).hasSize(10);
        assertThat(newer).isEqualTo(newest);
    }

    private Socket listenDeaf() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        URI page = sandbox.pageUrl();
        socket.connect(new InetSocketAddress(page.getHost(), page.getPort()));
        String request = "GET /control/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private JsonNode json(String path) throws Exception {
        return ControlJson.JSON.readTree(get(path).body());
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.pageUrl() + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A page that reads its events. */
    private final class Listener implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;

        Listener() {
            HttpRequest request = HttpRequest.newBuilder(sandbox.pageUrl().resolve("control/events"))
                    .build();
            try {
                HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
                assertThat(response.statusCode()).isEqualTo(200);
                stream = response.body();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            Thread reader = new Thread(this::read, "page");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                stream.forEach(lines::add);
            } catch (UncheckedIOException e) {
                return;
            }
        }

        void await(String text) {
            Awaitility.await(text).atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains(text)));
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
