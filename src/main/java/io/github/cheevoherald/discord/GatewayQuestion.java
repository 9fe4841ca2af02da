package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * Asks Discord, before JDA starts, whether the token is valid, how many shards it wants and how many sessions are left.
 * JDA gives up at the first problem, with a stack trace, and ignores the number of sessions.
 */
final class GatewayQuestion {
    private static final int UNAUTHORIZED = 401;

    /** Discord's largest bots have a few thousand shards. */
    private static final int MAX_SHARDS = 100_000;

    private final ApiCalls api;

    GatewayQuestion(OkHttpClient http, URI apiUrl, String token) {
        this.api = new ApiCalls(http, apiUrl, token);
    }

    Answer ask() {
        try {
            ApiCalls.Reply reply = api.get("gateway/bot");
            if (reply.status() == UNAUTHORIZED) {
                return new Answer(Kind.REFUSED, "");
            }
            if (!reply.isOk()) {
                return new Answer(Kind.TROUBLE, "status " + reply.status());
            }
            return read(reply.json());
        } catch (IOException e) {
            return new Answer(Kind.TROUBLE, ApiCalls.inWords(e));
        }
    }

    private static Answer read(JsonNode answer) {
        String url = answer.path("url").asText();
        int shards = answer.path("shards").asInt();
        if (shards <= 0 || shards > MAX_SHARDS || url.isEmpty()) {
            return new Answer(Kind.TROUBLE, "an answer that is not Discord's");
        }
        JsonNode limit = answer.path("session_start_limit");
        // More than one per shard changes nothing, and JDA allocates room for as many as it is given.
        int atATime = Math.max(1, Math.min(shards, limit.path("max_concurrency").asInt(1)));
        Welcome welcome = new Welcome(url, shards, atATime, SessionStarts.of(limit));
        return new Answer(Kind.WELCOME, Optional.of(welcome), "");
    }

    enum Kind {
        /** Discord takes the token. */
        WELCOME,
        REFUSED,
        TROUBLE,
        /** Discord let a session begin, which it counts, and ended it for good. */
        ENDED
    }

    /** What Discord says, or what came of connecting, and why there is no connection. */
    record Answer(Kind kind, Optional<Welcome> welcome, String why) {
        Answer(Kind kind, String why) {
            this(kind, Optional.empty(), why);
        }
    }

    /** The token is valid: this many shards should connect there, {@code atATime} of them within five seconds. */
    record Welcome(String url, int shards, int atATime, SessionStarts starts) {}
}
