package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
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
                return new Refused();
            }
            if (!reply.isOk()) {
                return new Trouble("status " + reply.status());
            }
            return read(reply.json());
        } catch (IOException e) {
            return new Trouble(ApiCalls.inWords(e));
        }
    }

    private static Answer read(JsonNode answer) {
        String url = answer.path("url").asText();
        int shards = answer.path("shards").asInt();
        if (shards <= 0 || shards > MAX_SHARDS || url.isEmpty()) {
            return new Trouble("an answer that is not Discord's");
        }
        JsonNode limit = answer.path("session_start_limit");
        // More than one per shard changes nothing, and JDA allocates room for as many as it is given.
        int atATime = Math.max(1, Math.min(shards, limit.path("max_concurrency").asInt(1)));
        return new Welcome(url, shards, atATime, SessionStarts.of(limit));
    }

    sealed interface Answer {
        record Cases<R>(
                Function<? super Welcome, ? extends R> welcome,
                Function<? super Refused, ? extends R> refused,
                Function<? super Trouble, ? extends R> trouble,
                Function<? super Ended, ? extends R> ended) {}

        <R> R fold(Answer.Cases<R> cases);

        /** The welcome, if Discord takes the token. */
        default Optional<Welcome> welcome() {
            return fold(new Cases<Optional<Welcome>>(
                    Optional::of, refused -> Optional.empty(), trouble -> Optional.empty(), ended -> Optional.empty()));
        }

        default boolean isRefused() {
            return fold(new Cases<Boolean>(welcome -> false, refused -> true, trouble -> false, ended -> false));
        }

        /** Whether Discord counted a session that came to nothing. */
        default boolean hasCostASession() {
            return fold(new Cases<Boolean>(welcome -> false, refused -> false, trouble -> false, ended -> true));
        }

        /** Why there is no connection, in a few words. */
        default String why() {
            return fold(new Cases<String>(welcome -> "", refused -> "", Trouble::why, Ended::why));
        }
    }

    /**
     * The token is valid; this many shards should connect to this gateway.
     *
     * @param atATime how many sessions may be started within five seconds
     */
    record Welcome(String url, int shards, int atATime, SessionStarts starts) implements Answer {
        @Override
        public <R> R fold(Answer.Cases<R> cases) {
            return cases.welcome().apply(this);
        }
    }

    record Refused() implements Answer {
        @Override
        public <R> R fold(Answer.Cases<R> cases) {
            return cases.refused().apply(this);
        }
    }

    record Trouble(String why) implements Answer {
        @Override
        public <R> R fold(Answer.Cases<R> cases) {
            return cases.trouble().apply(this);
        }
    }

    /** It let a session begin, which it counts, and ended it for good. */
    record Ended(String why) implements Answer {
        @Override
        public <R> R fold(Answer.Cases<R> cases) {
            return cases.ended().apply(this);
        }
    }
}
