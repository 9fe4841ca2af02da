package io.github.cheevoherald.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.events.EventHolders.Holder;
import io.github.cheevoherald.events.EventHolders.Wanted;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose unlock of an achievement counts for an event. */
@OnBothStores
final class EventHoldersTest {
    private static final long SERVER = 1;
    private static final long ORIGINAL = 45;
    private static final long COPY = 1045;

    @Parameter
    private StoreKind store;

    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, MutableClock.at("2026-12-01T12:00:00Z"));
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (1, 'U1', 'Ann', '', 0)");
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, 7, 1, 0)",
                    SERVER);
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The event runs from 10 to 20. */
    @ParameterizedTest
    @CsvSource({
        "45,   9,  true,  10, 20, has",
        "45,   10, true,  10, 20, counts",
        "45,   19, true,  10, 20, counts",
        "45,   20, true,  10, 20, has",
        "45,   15, false, 10, 20, has",
        "1045, 15, false, 10, 20, counts",
        "1045, 5,  true,  10, 20, counts",
        "45,   15, true,  ,   20, counts",
        "45,   15, true,  10, ,   counts",
        "45,   15, true,  ,   ,   counts",
        "46,   15, true,  10, 20, nothing",
    })
    void anUnlockWithinThePeriodOrOfTheCopyCounts(
            long achievement, long date, boolean hardcore, @Nullable Long from, @Nullable Long until, String expected) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (1, ?, ?, ?, 0)",
                achievement,
                date,
                hardcore ? 1 : 0));

        List<Holder> holders =
                new EventHolders(database).of(SERVER, new Wanted(ORIGINAL, COPY, instant(from), instant(until)));

        assertThat(holders)
                .isEqualTo(
                        expected.equals("nothing")
                                ? List.of()
                                : List.of(new Holder("U1", "Ann", 7, expected.equals("counts"))));
    }

    @Test
    void whoHasPausedIsNotNamed() {
        database.useTransaction(handle -> {
            handle.execute("INSERT INTO ledger VALUES (1, ?, 15, 1, 0)", ORIGINAL);
            handle.execute("UPDATE registrations SET paused = 1");
        });

        assertThat(new EventHolders(database).of(SERVER, new Wanted(ORIGINAL, COPY, null, null)))
                .isEmpty();
    }

    private static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
