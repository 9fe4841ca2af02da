package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What the rest of the bot relies on, whatever kind of store it is. */
@OnBothStores
@Timeout(120)
final class StoreContractTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");

    @Parameter
    StoreKind store;

    @TempDir
    Path folder;

    private Database open() {
        return store.open(folder, clock);
    }

    private static long guilds(Database database) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM guilds")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void keepsWhatWasCommittedOverAReopening() {
        try (Database database = open()) {
            database.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
            database.useUnsyncedTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (2)"));
        }

        try (Database database = open()) {
            assertThat(guilds(database)).isEqualTo(2);
        }
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.useTransaction(handle -> {
                        handle.execute("INSERT INTO guilds (guild_id) VALUES (1)");
                        throw new IllegalStateException("half way");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(guilds(database)).isZero();
        }
    }

    @Test
    void readersCannotWrite() {
        try (Database database = open()) {
            assertThatThrownBy(
                            () -> database.read(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)")))
                    .satisfies(failure -> assertThat(Database.isOutage(failure)).isTrue());

            assertThat(guilds(database)).isZero();
        }
    }

    @Test
    void aReadSeesOneMomentWhateverIsCommittedMeanwhile() {
        try (Database database = open()) {
            List<Long> counts = database.read(handle -> {
                long before = handle.createQuery("SELECT COUNT(*) FROM guilds")
                        .mapTo(Long.class)
                        .one();
                database.useTransaction(other -> other.execute("INSERT INTO guilds (guild_id) VALUES (1)"));
                return List.of(
                        before,
                        handle.createQuery("SELECT COUNT(*) FROM guilds")
                                .mapTo(Long.class)
                                .one());
            });

            assertThat(counts).containsExactly(0L, 0L);
            assertThat(guilds(database)).isEqualTo(1);
        }
    }

    @Test
    void refusesADatabaseOfANewerVersion() {
        DatabaseAddress address = store.address(folder.resolve("herald.db"));
        Database.open(address, clock, List.of("classpath:db/later"), source -> source)
                .close();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining("was written by a newer version");
    }

    @Test
    void canBeReadBesideItsOwner() {
        try (Database owner = open()) {
            owner.useTransaction(handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (1)"));

            try (Database reader = Database.openForReading(store.address(folder.resolve("herald.db")))
                    .orElseThrow()) {
                assertThat(guilds(reader)).isEqualTo(1);
                assertThatThrownBy(() -> reader.useTransaction(handle -> handle.execute("DELETE FROM guilds")))
                        .isNotNull();
            }
            assertThat(guilds(owner)).isEqualTo(1);
        }
    }

    @Test
    void answersWhileItCanBeRead() {
        try (Database database = open()) {
            assertThat(database.answers(java.time.Duration.ofSeconds(10))).isTrue();
        }
    }
}
