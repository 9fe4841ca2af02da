package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UnsyncedTransactionTest {
    private FaultyDatabase store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new FaultyDatabase(
                "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), MutableClock.at("2026-03-01T12:00:00Z"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void insert(Handle handle, long guildId) {
        handle.execute("INSERT INTO guilds (guild_id) VALUES (?)", guildId);
    }

    private List<Long> kept() {
        return store.database()
                .read(handle -> handle.createQuery("SELECT guild_id FROM guilds ORDER BY guild_id")
                        .mapTo(Long.class)
                        .list());
    }

    private void powerFails() {
        assertThat(store.failPower()).isNotNull();
        assertThat(store.revive()).isTrue();
    }

    @Test
    void aPowerCutLosesUnsyncedTransactions() {
        store.database().useTransaction(handle -> insert(handle, 1));
        store.database().useUnsyncedTransaction(handle -> insert(handle, 2));
        assertThat(kept()).containsExactly(1L, 2L);

        powerFails();

        assertThat(kept()).containsExactly(1L);
    }

    @Test
    void aLaterSyncedTransactionSavesThemFromAPowerCut() {
        store.database().useUnsyncedTransaction(handle -> insert(handle, 1));
        store.database().useTransaction(handle -> insert(handle, 2));
        store.database().useUnsyncedTransaction(handle -> insert(handle, 3));

        powerFails();

        assertThat(kept()).containsExactly(1L, 2L);
    }

    @Test
    void theEndOfTheProcessLosesNothing() {
        store.database().useUnsyncedTransaction(handle -> insert(handle, 1));

        assertThat(store.die()).isNotNull();
        assertThat(store.revive()).isFalse();

        assertThat(kept()).containsExactly(1L);
    }

    @Test
    void anUnsyncedTransactionThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> store.database().useUnsyncedTransaction(handle -> {
                    insert(handle, 1);
                    throw new IllegalStateException("half way");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "COMMITS_UNCONFIRMED", "DIES_BEFORE", "DIES_AFTER"})
    void whateverFailsTheNextTransactionsWaitForTheDisk(Fault fault) {
        int steps = 0;
        boolean happened;
        do {
            long unsynced = 2L * steps;
            store.plan(fault, steps++);
            try {
                store.database().useUnsyncedTransaction(handle -> insert(handle, unsynced));
            } catch (RuntimeException | FaultyDatabase.ProcessDied e) {
                assertThat(e).hasMessageNotContaining("safety level");
            }
            happened = store.calm();
            assertThat(store.revive()).isFalse();
            store.database().useTransaction(handle -> insert(handle, unsynced + 1));

            powerFails();

            assertThat(kept()).contains(unsynced + 1);
        } while (happened);
        assertThat(steps).isGreaterThan(1);
    }
}
