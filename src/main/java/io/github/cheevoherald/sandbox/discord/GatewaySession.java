package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A gateway session. It outlives its connections and remembers what to replay. */
final class GatewaySession {
    private static final int REMEMBERED = 2_000;

    private final String id;
    private final int shard;
    private final int shards;
    private final long intents;
    private final Deque<ObjectNode> sent = new ArrayDeque<>();
    private int sequence;
    private @Nullable GatewayConnection connection;

    GatewaySession(String id, int shard, int shards, long intents, GatewayConnection connection) {
        this.id = id;
        this.shard = shard;
        this.shards = shards;
        this.intents = intents;
        this.connection = connection;
    }

    String id() {
        return id;
    }

    int shard() {
        return shard;
    }

    int shards() {
        return shards;
    }

    boolean intends(long intent) {
        return (intents & intent) == intent;
    }

    boolean serves(long guildId) {
        return (int) ((guildId >>> 22) % shards) == shard;
    }

    @Nullable GatewayConnection connection() {
        return connection;
    }

    void disconnected(GatewayConnection gone) {
        if (gone.equals(connection)) {
            connection = null;
        }
    }

    /** Whether it was abandoned with more events than it can replay. */
    boolean isBeyondResuming() {
        return connection == null && sent.size() >= REMEMBERED;
    }

    void dispatch(String type, JsonNode data) {
        sequence++;
        ObjectNode event = Json.object();
        event.put("op", GatewayOp.DISPATCH).put("s", sequence).put("t", type).set("d", data);
        sent.addLast(event);
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
        if (connection != null) {
            connection.send(event);
        }
    }

    boolean canResumeFrom(int seen) {
        return seen <= sequence && sequence - seen <= sent.size();
    }

    void resume(GatewayConnection with, int seen) {
        connection = with;
        for (ObjectNode event : sent) {
            if (event.path("s").asInt() > seen) {
                with.send(event);
            }
        }
        dispatch("RESUMED", Json.object());
    }
}
