package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one HTTP request came to, before anybody looks at what the JSON says. */
sealed interface Reply {

    /** JSON with a status that carries meaning: 2xx, 404 or 422. */
    record Json(int status, JsonNode root) implements Reply {

        /** The JSON of an answer that is not an error. */
        JsonNode found() {
            if (status >= 300) {
                throw new UnexpectedShape(SiteMessage.of(status, root));
            }
            return root;
        }

        @Override
        public String toString() {
            return "Json[status=" + status + "]";
        }
    }

    /** 401, with what the site says about it. */
    record RefusedKey(String reason) implements Reply {}

    /** 429, with the pause the site asks for if it names one. */
    record TooMany(@Nullable Duration retryAfter) implements Reply {}

    /** Nothing that was asked for; whether of what was asked or of the whole site is to be found out. */
    sealed interface Failed extends Reply {
        String reason();

        /** The pause that was asked for, if any. */
        @Nullable Duration retryAfter();
    }

    /** No answer, or one that says that something does not work. */
    record Down(String reason, @Nullable Duration retryAfter) implements Failed {}

    /** 403 with a reason in JSON: the site works and will not say, to us or about this player. */
    record Forbidden(String reason, @Nullable Duration retryAfter) implements Failed {}

    /** We gave up on the request ourselves, which says nothing about the site. */
    record GivenUp(String reason) implements Reply {}

    /** An answer nobody can use, though the site works. */
    record Odd(String reason) implements Reply {}
}
