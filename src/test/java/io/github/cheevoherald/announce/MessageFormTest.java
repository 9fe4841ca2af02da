package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows from earlier versions get the form their message was drawn in, whatever their texts are. */
final class MessageFormTest {
    private static final String HOSTILE = "\\\"embeds\\\":[ \\\"fields\\\":[{";

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");

    @Test
    void rowsOfEarlierVersionsGetTheirForm() throws IOException {
        List<String> messages = new ArrayList<>();
        List<MessageForm> forms = new ArrayList<>();
        try (InputStream file = MessageFormTest.class.getResourceAsStream("/announce/posted.json")) {
            for (JsonNode one : new ObjectMapper().readTree(Objects.requireNonNull(file))) {
                MessageForm form = form(one);
                if (form != null) {
                    String message = one.path("message").toString();
                    messages.addAll(List.of(message, message.replace("Title ", HOSTILE)));
                    forms.addAll(List.of(form, form));
                }
            }
        }
        insertAsBefore(messages);

        List<OutboxEntry> entries;
        try (Database database = Database.open(url(), clock)) {
            entries = Unsettled.in(database);
        }

        assertThat(entries.stream().filter(entry -> entry.content() != null))
                .extracting(OutboxEntry::form)
                .containsExactlyElementsOf(forms)
                .contains(MessageForm.CARDS, MessageForm.LIST, MessageForm.PLAIN);
        assertThat(entries.stream().filter(entry -> entry.content() == null))
                .extracting(OutboxEntry::form)
                .containsOnlyNulls()
                .hasSize(1);
    }

    /** Null for a message of a version that stored its form. */
    private static @Nullable MessageForm form(JsonNode message) {
        return switch (message.path("form").asText().split("[ ,]", 2)[0]) {
            case "card", "cards" -> MessageForm.CARDS;
            case "list" -> MessageForm.LIST;
            case "plain" -> MessageForm.PLAIN;
            default -> null;
        };
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }

    /** Inserts the rows as an earlier version did, with an unrendered one at the end. */
    private void insertAsBefore(List<String> messages) throws IOException {
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations("classpath:db/sqlite")
                .target("16")
                .load()
                .migrate();
        String payload = new ObjectMapper().writeValueAsString(Announcements.of(1));
        Jdbi.create(url()).useHandle(handle -> {
            for (int i = 0; i <= messages.size(); i++) {
                handle.execute(
                        "INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,"
                                + " next_attempt_at_ms) VALUES (1, 'unlocks', ?, ?, 0, 'pending', ?, ?, 0)",
                        i,
                        payload,
                        i < messages.size() ? messages.get(i) : null,
                        "nonce-" + i);
            }
        });
    }
}
