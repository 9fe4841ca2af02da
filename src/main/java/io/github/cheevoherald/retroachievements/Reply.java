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
                throw new UnexpectedShape("HTTP " + status);
            }
            return root;
        }

        @Override
        public String toString() {
            return "Json[status=" + status + "]";
        }
    }

    /** 401. */
    record RefusedKey() implements Reply {}

    /** 429, with the pause the site asks for if it names one. */
    record TooMany(@Nullable Duration retryAfter) implements Reply {}

    /** No answer, or one that says that the site does not work: its whole health is in question. */
    record Down(String reason, @Nullable Duration retryAfter) implements Reply {}

    /** We gave up on the request ourselves, which says nothing about the site. */
    record GivenUp(String reason) implements Reply {}

    /** An answer nobody can use, though the site works. */
    record Odd(String reason) implements Reply {}
}
