package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.store.AlsoOnPostgres;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The whole bot while another program locks its database. */
@Timeout(120)
@AlsoOnPostgres
final class StoreTroubleEndToEndTest {
    @Parameter
    StoreKind store;

    @Test
    void aDatabaseLockedForLongIsOneLineAndLosesNothing(@TempDir Path folder) throws SQLException {
        try (Lines lines = new Lines();
                Herald herald = new Herald(impatient(Herald.addressIn(folder, store))).start();
                Connection other = DriverManager.getConnection(herald.address.url(), herald.address.user(), null);
                Statement statement = other.createStatement()) {
            herald.site.world().addPlayer("Ana");
            herald.server.feedHere();
            herald.server.register(herald.server.ann, "Ana");
            if (store == StoreKind.SQLITE) {
                herald.write("PRAGMA busy_timeout = 100");
            }

            statement.execute(
                    store == StoreKind.SQLITE
                            ? "BEGIN IMMEDIATE"
                            : "BEGIN; LOCK TABLE feeds, ledger, outbox, players, poll_schedule IN EXCLUSIVE MODE");
            await().atMost(Herald.SOON).until(() -> !lines.worseThanInfo().isEmpty());
            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);
            for (int i = 0; i < 2; i++) {
                assertThat(herald.server
                                .ask(herald.server.admin, "feed set", Map.of("channel", herald.server.feed))
                                .content())
                        .contains("went wrong");
            }
            assertThat(status(herald))
                    .contains("I can't use my database right now")
                    .doesNotContain("All is well.");
            await().during(Duration.ofSeconds(4))
                    .atMost(Herald.SOON)
                    .until(() -> lines.worseThanInfo().size() == 1);
            statement.execute("ROLLBACK");

            herald.server.awaitAnnounced(1);
            await().atMost(Herald.SOON)
                    .until(() -> lines.holding("database works again").size() == 1);
            assertThat(status(herald)).contains("All is well.");
            herald.awaitPolls();
            assertThat(herald.server.announcedTitles()).isEqualTo(List.of("First"));
            assertThat(lines.worseThanInfo()).hasSize(1).allMatch(line -> line.contains("database.url"));
        }
    }

    private static String status(Herald herald) {
        return herald.server.ask(herald.server.admin, "feed status", Map.of()).content();
    }

    private DatabaseAddress impatient(DatabaseAddress address) {
        return store == StoreKind.SQLITE
                ? address
                : new DatabaseAddress(address.url() + "?options=-c%20lock_timeout=100ms", address.user(), null);
    }
}
