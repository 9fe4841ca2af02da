package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;

/** Whatever is in the tables goes to PostgreSQL and back. */
@Apart
final class StoreMovePropertyTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void oddRowsOfEveryTableGoThereAndBack(@ForAll long seed) throws IOException {
        Path folder = Files.createTempDirectory("move");
        DatabaseAddress from = StoreKind.SQLITE.address(folder.resolve("from.db"));
        DatabaseAddress to = StoreKind.POSTGRESQL.address(folder.resolve("to"));
        DatabaseAddress back = StoreKind.SQLITE.address(folder.resolve("back.db"));
        Database.open(from, clock).close();
        new RandomRows(from, seed).add(TableCopy.BATCH / 4 + Math.floorMod(seed, 40));
        Map<String, TableSum> before = RandomRows.sums(from);

        StoreMove.run(from, to, clock);
        StoreMove.run(to, back, clock);

        assertThat(before).hasSize(31);
        assertThat(RandomRows.sums(to)).isEqualTo(before);
        assertThat(RandomRows.sums(back)).isEqualTo(before);
    }

    @AfterTry
    void forget() {
        StoreKind.forgetAll();
    }
}
