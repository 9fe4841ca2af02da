package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How the gateway treats clients less well behaved than JDA. */
@TestInstance(Lifecycle.PER_CLASS)
final class GatewayProtocolTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private Client client;

    @BeforeEach
    void connect() {
        client = new Client();
        String url = new Http(discord).get("/gateway").json().path("url").asText();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url + "?v=10&encoding=json"), client)
                .join();
        await().until(() -> client.received.size() == 1);
    }

    @AfterAll
    void stop() {
        discord.close();
    }

    private static ObjectNode payload(int op) {
        return Json.object().put("op", op);
    }

    private ObjectNode identify(String token) {
        ObjectNode payload = payload(2);
        payload.putObject("d").put("token", token).put("intents", 1);
        return payload;
    }

    private void closesWith(int code) {
        await().until(() -> client.closed != 0);
        assertThat(client.closed).isEqualTo(code);
    }

    @Test
    void greetsAndAcknowledgesHeartbeats() {
        assertThat(client.received.get(0).path("op").asInt()).isEqualTo(10);
        assertThat(client.received.get(0).path("d").path("heartbeat_interval").asInt())
                .isPositive();

        client.send(payload(1).putNull("d"));

        await().until(() -> client.received.size() == 2);
        assertThat(client.received.get(1).path("op").asInt()).isEqualTo(11);
    }

    @Test
    void closesOnAWrongToken() {
        client.send(identify("wrong"));

        closesWith(4004);
    }

    @Test
    void closesOnASecondIdentification() {
        client.send(identify(discord.token()));
        client.send(identify(discord.token()));

        closesWith(4005);
    }

    @Test
    void closesOnAnUnknownOperation() {
        client.send(payload(99));

        closesWith(4001);
    }

    @Test
    void closesOnGarbage() {
        client.sendText("{");

        closesWith(4002);
    }

    @Test
    void closesOnAnythingBeforeIdentifying() {
        client.send(payload(3));

        closesWith(4003);
    }

    @Test
    void closesOnAnImpossibleShard() {
        ObjectNode payload = identify(discord.token());
        payload.withObject("/d").putArray("shard").add(2).add(2);
        client.send(payload);

        closesWith(4010);
    }

    @Test
    void declaresAnUnknownSessionInvalid() {
        ObjectNode payload = payload(6);
        payload.putObject("d")
                .put("token", discord.token())
                .put("session_id", "none")
                .put("seq", 1);

        client.send(payload);

        await().until(() -> client.received.size() == 2);
        assertThat(client.received.get(1).path("op").asInt()).isEqualTo(9);
        assertThat(client.received.get(1).path("d").asBoolean()).isFalse();
    }

    @Test
    void disconnectsClientsWhenTheTokenIsReplaced() {
        String old = discord.token();
        client.send(identify(old));
        await().until(() -> client.received.size() == 2);

        discord.replaceToken();

        closesWith(4004);
        assertThat(new Http(discord, old).get("/users/@me").status()).isEqualTo(401);
        assertThat(new Http(discord).get("/users/@me").status()).isEqualTo(200);
    }

    /** Collects the gateway's messages. */
    private static final class Client implements WebSocket.Listener {
        private final List<JsonNode> received = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private volatile int closed;
        private @Nullable WebSocket socket;

        void send(JsonNode payload) {
            sendText(payload.toString());
        }

        void sendText(String message) {
            Objects.requireNonNull(socket).sendText(message, true).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    received.add(Json.parse(text.toString()));
                } catch (JsonProcessingException e) {
                    return CompletableFuture.failedFuture(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed = code;
            return null;
        }
    }
}
