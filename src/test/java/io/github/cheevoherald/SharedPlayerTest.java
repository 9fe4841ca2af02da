package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.store.DatabaseAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept about a player whom two members have, and about messages of a member who was forgotten. */
final class SharedPlayerTest {
    @TempDir
    private Path folder;

    @Test
    void anExportNamesNoServerOfTheOtherMember() {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        try (Storage storage = new Storage(DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("a.db")), clock)) {
            storage.database.useTransaction(handle -> {
                Personal.ANN.store(handle);
                handle.execute(
                        "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (13579, 5, 1, 123456789)");
                handle.execute("INSERT INTO award_links VALUES (13579, 1, 123456789, 0, NULL, 0)");
                handle.execute("UPDATE held_twins SET guild_ids = '1,13579'");
            });
            String json = new String(
                    new PersonalExport(storage.database, storage.personal, clock).of(Personal.ANN.member()),
                    StandardCharsets.UTF_8);
            assertThat(json).doesNotContain("13579");
        }
    }

    @Test
    void forgettingFreesNoPlaceAmongTheMessagesPublishedInAnHour() {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        try (Storage storage = new Storage(DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("b.db")), clock)) {
            storage.database.useTransaction(handle -> {
                Personal.ANN.store(handle);
                Announcement one = Personal.announcements(List.of(Personal.ANN)).get(0);
                for (int i = 0; i < 11; i++) {
                    storage.outbox.add(
                            handle,
                            1,
                            i == 10
                                    ? Personal.announcements(List.of(Personal.BEN))
                                            .get(0)
                                    : one,
                            clock.instant());
                }
                handle.execute(
                        "UPDATE outbox SET state = 'sent', channel_id = 10, message_id = entry_id, settled_at_ms = 5");
            });
            for (long i = 1; i <= 10; i++) {
                assertThat(storage.outbox.posted().publish(i, 10, clock.instant()))
                        .isTrue();
            }
            assertThat(storage.outbox.posted().publish(11, 10, clock.instant())).isFalse();
            storage.forgetting.forget(Personal.ANN.member());
            assertThat(storage.outbox.posted().publish(11, 10, clock.instant())).isFalse();
        }
    }
}
