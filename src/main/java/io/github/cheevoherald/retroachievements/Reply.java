package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of one HTTP request, before its JSON is interpreted. */
sealed interface Reply {

    /** JSON with a status that carries meaning: 2xx, 404 or 422. */
    record Json(int status, JsonNode root) implements Reply {

        /** The JSON of a successful answer; throws when it is an error. */
        JsonNode found() {
            if (status >= 300) {
                throw new UnexpectedShape(SiteMessage.of(status, root));
            }
            return root;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.json().apply(this);
        }

        @Override
        public String toString() {
            return "Json[status=" + status + "]";
        }
    }

    /** 401, with the site's reason. */
    record RefusedKey(String reason) implements Reply {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refusedKey().apply(this);
        }
    }

    /** 429, with the pause the site asks for if it names one. */
    record RateLimited(@Nullable Duration retryAfter) implements Reply {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rateLimited().apply(this);
        }
    }

    /** A failure that may concern this one question or the whole site; it takes another request to tell. */
    sealed interface Failed extends Reply {
        String reason();

        /** The pause the site asks for, if it names one. */
        @Nullable Duration retryAfter();
    }

    /** No answer, or an error from the server or from a proxy before it. */
    record Down(String reason, @Nullable Duration retryAfter) implements Failed {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.down().apply(this);
        }
    }

    /** 403 with a reason in JSON: the site is up and declines to answer, to us or about this player. */
    record Forbidden(String reason, @Nullable Duration retryAfter) implements Failed {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.forbidden().apply(this);
        }
    }

    /** We cancelled the request ourselves, which says nothing about the site. */
    record Cancelled(String reason) implements Reply {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.cancelled().apply(this);
        }
    }

    /** The site is up, but its answer is of no use: too large, empty, not JSON. */
    record Unreadable(String reason) implements Reply {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unreadable().apply(this);
        }
    }

    record Cases<R>(
            Function<? super Json, ? extends R> json,
            Function<? super RefusedKey, ? extends R> refusedKey,
            Function<? super RateLimited, ? extends R> rateLimited,
            Function<? super Down, ? extends R> down,
            Function<? super Forbidden, ? extends R> forbidden,
            Function<? super Cancelled, ? extends R> cancelled,
            Function<? super Unreadable, ? extends R> unreadable) {}

    <R> R fold(Cases<R> cases);

    /** The JSON, if the reply holds any that carries meaning. */
    default Optional<Json> json() {
        return this instanceof Json json ? Optional.of(json) : Optional.empty();
    }

    /** The failure, if the request failed in a way that may be due to the whole site. */
    default Optional<Failed> failure() {
        return this instanceof Failed failed ? Optional.of(failed) : Optional.empty();
    }

    /** Whether the site gave an answer of whatever kind, which shows that it is up. */
    default boolean showsSiteIsUp() {
        return !(this instanceof Failed || this instanceof Cancelled);
    }

    default boolean isCancelled() {
        return this instanceof Cancelled;
    }
}
