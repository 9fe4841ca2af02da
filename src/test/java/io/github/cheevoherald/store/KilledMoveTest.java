package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;

/**
 * A move whose process is killed at random. {@code -Dmove.kills=20} sets how often, {@code -Dmove.seed=…} repeats a run as
 * far as timing allows.
 */
@OnBothStores
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
final class KilledMoveTest {
    private static final int KILLS = Integer.getInteger("move.kills", 2);
    private static final int MAX_TIME = Integer.getInteger("move.millis", 1500);

    @Parameter
    StoreKind store;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("move.seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);

    @Test
    void leavesEqualStoresHoweverOftenItIsKilled() throws IOException {
        StoreKind other = store == StoreKind.SQLITE ? StoreKind.POSTGRESQL : StoreKind.SQLITE;
        DatabaseAddress from = store.address(folder.resolve("from.db"));
        Database.open(from, MutableClock.at("2026-03-01T12:00:00Z")).close();
        new RandomRows(from, seed).add(1500);
        Map<String, TableSum> before = RandomRows.sums(from);
        DatabaseAddress to = other.address(folder.resolve("to.db"));
        int kills = 0;
        String answer = "";
        while (answer.isEmpty()) {
            try (OtherProcess move = OtherProcess.moves(from, to)) {
                assertThat(move.answer()).isEqualTo("begins");
                boolean isAtWork = kills < KILLS && move.isAtWorkAfter(Duration.ofMillis(random.nextInt(MAX_TIME)));
                if (isAtWork) {
                    move.kill();
                    kills++;
                    endLease(from.isPostgres() ? from : to);
                } else {
                    answer = move.answer();
                    assertThat(answer).matches("done|.* has been moved to .*");
                }
            }
        }

        System.out.println("Moved from " + store + " with " + kills + " kills and seed " + seed + ": " + before);
        assertThat(RandomRows.sums(to)).isEqualTo(before);
        Database.open(to, MutableClock.at("2026-03-01T12:00:00Z")).close();
    }

    /** The test knows that the process is dead; another one would have to wait to be sure. */
    private static void endLease(DatabaseAddress address) {
        RandomRows.jdbi(address).useHandle(handle -> handle.execute("UPDATE lease SET ends_at = '-infinity'"));
    }
}
