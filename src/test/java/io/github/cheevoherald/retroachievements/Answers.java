package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Bodies as the site sends them, from the test resources. */
final class Answers {
    private Answers() {}

    static String text(String name) {
        try (InputStream in = Answers.class.getResourceAsStream("/ra/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply.Json json(String name) {
        return parsed(200, text(name));
    }

    static Reply.Json parsed(int status, String body) {
        try {
            return new Reply.Json(status, new JsonMapper().readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T found(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Found<T> found) {
            return found.value();
        }
        throw new AssertionError("not found but " + outcome);
    }
}
