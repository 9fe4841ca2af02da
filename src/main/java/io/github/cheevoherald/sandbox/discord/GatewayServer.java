package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;

/** Speaks the gateway protocol with clients. */
final class GatewayServer {
    private static final String END_POINT = "endPoint";

    private final State state;
    private final Sessions sessions;
    private final Gateway gateway;
    private final Token token;
    private final Map<String, GatewayConnection> connections = new ConcurrentHashMap<>();
    private volatile String url = "";

    GatewayServer(State state, Sessions sessions, Gateway gateway, Token token) {
        this.state = state;
        this.sessions = sessions;
        this.gateway = gateway;
        this.token = token;
    }

    void url(String now) {
        url = now;
    }

    void beforeUpgrade(Context http) {
        if (gateway.refuses()) {
            throw new ServiceUnavailableResponse(HttpStatus.SERVICE_UNAVAILABLE.getMessage());
        }
        http.attribute(END_POINT, Sockets.endPoint(http.req()));
    }

    void configure(WsConfig socket) {
        socket.onConnect(context -> {
            context.session.setIdleTimeout(Duration.ZERO);
            EndPoint endPoint = Objects.requireNonNull(context.attribute(END_POINT));
            boolean compressed = "zlib-stream".equals(context.queryParam("compress"));
            GatewayConnection connection = new GatewayConnection(context, endPoint, compressed);
            connections.put(context.sessionId(), connection);
            ObjectNode hello = Json.object().put("op", GatewayOp.HELLO);
            hello.putObject("d")
                    .put("heartbeat_interval", gateway.heartbeatInterval().toMillis());
            state.locked(() -> connection.send(hello));
        });
        socket.onMessage(context -> received(context, context.message()));
        socket.onClose(context -> ended(context, context.status()));
        socket.onError(context -> ended(context, 1006));
    }

    void cutAll() {
        connections.values().forEach(GatewayConnection::cut);
    }

    private void ended(WsContext context, int code) {
        GatewayConnection connection = connections.remove(context.sessionId());
        if (connection == null) {
            return;
        }
        connection.ended();
        state.locked(() -> {
            GatewaySession session = connection.session();
            if (session != null) {
                // A client that closes normally won't resume.
                boolean farewell = !connection.closedByUs() && (code == 1000 || code == 1001);
                if (farewell && connection.equals(session.connection())) {
                    sessions.drop(session);
                }
                session.disconnected(connection);
            }
        });
    }

    private void received(WsContext context, String text) {
        GatewayConnection connection = connections.get(context.sessionId());
        if (connection == null) {
            return;
        }
        JsonNode payload;
        try {
            payload = Json.parse(text);
        } catch (JsonProcessingException e) {
            connection.close(4002, "Error while decoding payload.");
            return;
        }
        state.locked(() -> handle(connection, payload.path("op").asInt(-1), payload.path("d")));
    }

    private void handle(GatewayConnection connection, int op, JsonNode data) {
        switch (op) {
            case GatewayOp.HEARTBEAT -> {
                if (!gateway.dropsAcks()) {
                    connection.send(Json.object().put("op", GatewayOp.HEARTBEAT_ACK));
                }
            }
            case GatewayOp.IDENTIFY -> identify(connection, data);
            case GatewayOp.RESUME -> resume(connection, data);
            case GatewayOp.REQUEST_MEMBERS -> members(connection, data);
            case GatewayOp.PRESENCE, GatewayOp.VOICE -> {
                if (connection.session() == null) {
                    connection.close(4003, "Not authenticated.");
                }
            }
            default -> connection.close(4001, "Unknown opcode.");
        }
    }

    private boolean knows(JsonNode data) {
        return token.is(data.path("token").asText());
    }

    private void identify(GatewayConnection connection, JsonNode data) {
        int shard = data.path("shard").path(0).asInt(0);
        int shards = data.path("shard").path(1).asInt(1);
        if (!knows(data)) {
            connection.close(4004, "Authentication failed.");
        } else if (connection.session() != null) {
            connection.close(4005, "Already authenticated.");
        } else if (shards < 1 || shard < 0 || shard >= shards) {
            connection.close(4010, "Invalid shard.");
        } else if (!data.path("intents").isIntegralNumber()) {
            connection.close(4013, "Invalid intent(s).");
        } else if (gateway.sessionRefusal() != 0) {
            connection.close(gateway.sessionRefusal(), "ordered");
        } else {
            sessions.identify(connection, shard, shards, data.path("intents").asLong(), url);
        }
    }

    private void resume(GatewayConnection connection, JsonNode data) {
        if (!knows(data)) {
            connection.close(4004, "Authentication failed.");
            return;
        }
        String id = data.path("session_id").asText();
        if (!sessions.resume(connection, id, data.path("seq").asInt())) {
            connection.send(Json.object().put("op", GatewayOp.INVALID_SESSION).put("d", false));
        }
    }

    private void members(GatewayConnection connection, JsonNode data) {
        GatewaySession session = connection.session();
        GuildState guild = state.guild(data.path("guild_id").asLong());
        if (session == null || guild == null || !state.botIn(guild)) {
            return;
        }
        ObjectNode chunk = Json.object().put("guild_id", Json.id(guild.id()));
        chunk.put("chunk_index", 0).put("chunk_count", 1);
        chunk.put("nonce", data.path("nonce").asText(null));
        ArrayNode found = chunk.putArray("members");
        ArrayNode missing = chunk.putArray("not_found");
        JsonNode ids = data.path("user_ids");
        if (ids.isMissingNode() || ids.isNull()) {
            byName(guild, data, found);
        } else {
            for (JsonNode id : ids.isArray() ? ids : Json.array().add(ids)) {
                MemberState member = guild.members().get(id.asLong());
                if (member == null) {
                    missing.add(id.asText());
                } else {
                    found.add(Payloads.member(member));
                }
            }
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk);
    }

    private static void byName(GuildState guild, JsonNode data, ArrayNode into) {
        String start = data.path("query").asText().toLowerCase(Locale.ROOT);
        int limit = data.path("limit").asInt(0);
        for (MemberState member : guild.members().values()) {
            boolean fits = member.user().name().toLowerCase(Locale.ROOT).startsWith(start);
            if (fits && (limit == 0 || into.size() < limit)) {
                into.add(Payloads.member(member));
            }
        }
    }
}
