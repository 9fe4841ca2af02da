package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows from earlier versions get the form their message was drawn in, whatever their texts are. */
final class MessageFormTest {
    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");

    @Test
    void rowsOfEarlierVersionsGetTheirForm() throws JsonProcessingException {
        UnlockKind kind = new UnlockKind(Words.english());
        Unlocks hostile = Announcements.named("\"embeds\":[ \"fields\":[{");
        List<RenderedMessage> messages = new ArrayList<>();
        messages.addAll(kind.cards(Announcements.of(1, 2)));
        messages.addAll(kind.cards(hostile));
        messages.addAll(kind.list(Announcements.many(12)));
        messages.addAll(kind.list(Announcements.of(3)));
        messages.addAll(kind.list(hostile));
        messages.addAll(kind.list(new Summary(List.of(
                Announcements.of(4),
                new Unlocks(Announcements.player("Ben"), Announcements.of(5).unlocks())))));
        messages.addAll(kind.plain(Announcements.of(6)));
        messages.addAll(kind.plain(hostile));
        insertAsBefore(messages);

        List<OutboxEntry> entries;
        try (Database database = Database.open(url(), clock)) {
            entries = Unsettled.in(database);
        }

        assertThat(entries.stream().filter(entry -> entry.content() != null))
                .extracting(OutboxEntry::form)
                .containsExactlyElementsOf(
                        messages.stream().map(RenderedMessage::form).toList());
        assertThat(entries.stream().filter(entry -> entry.content() == null))
                .extracting(OutboxEntry::form)
                .containsOnlyNulls()
                .hasSize(1);
        assertThat(messages).extracting(RenderedMessage::form).contains(MessageForm.values());
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }

    /** Inserts the rows as an earlier version did, with an unrendered one at the end. */
    private void insertAsBefore(List<RenderedMessage> messages) throws JsonProcessingException {
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
                        i < messages.size() ? MessageJson.write(messages.get(i).message()) : null,
                        "nonce-" + i);
            }
        });
    }
}
