package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnBothStores
final class KnownEventPairsTest {
    private static final long PLAYER = 1;
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant NEXT_MONDAY = Instant.parse("2026-03-09T00:00:00Z");

    @Parameter
    private StoreKind store;

    private Database database;
    private final KnownEventPairs pairs = new KnownEventPairs();

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, MutableClock.at("2026-03-04T12:00:00Z"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    static EventAchievement listed(long copy, @Nullable Long original, String event) {
        return listed(copy, original, event, null, null);
    }

    private static EventAchievement listed(
            long copy, @Nullable Long original, String event, @Nullable Instant from, @Nullable Instant until) {
        return new EventAchievement(copy, copy, original, "Title", "", 5, null, 9L, event, null, from, until, null);
    }

    private void store(EventAchievement... listed) {
        database.useTransaction(handle -> pairs.store(handle, List.of(listed)));
    }

    private boolean isCopy(long achievement) {
        return database.read(handle -> pairs.isCopy(handle, achievement));
    }

    private @Nullable String event(long achievement, Instant date, boolean hardcore) {
        RecentUnlock unlock = ScriptedSite.row(achievement, date, hardcore, "SNES", 1);
        return database.read(handle -> Optional.ofNullable(pairs.event(handle, PLAYER, unlock)))
                .orElse(null);
    }

    @Test
    void knowsACopyForGood() {
        store(listed(100, 1L, "Week"), listed(101, 2L, "Fair"));
        store(listed(102, 3L, "Week"));
        store();

        assertThat(List.of(isCopy(100), isCopy(101), isCopy(102))).containsOnly(true);
        assertThat(isCopy(1)).isFalse();
        assertThat(isCopy(103)).isFalse();
    }

    @Test
    void anEventsOwnAchievementCopiesNothing() {
        store(listed(100, null, "Fair"));

        assertThat(isCopy(100)).isFalse();
    }

    @Test
    void theLatestListingCounts() {
        store(listed(100, 1L, "Old title"));
        store(listed(100, 2L, "New title"));

        assertThat(event(1, MONDAY, true)).isNull();
        assertThat(event(2, MONDAY, true)).isEqualTo("New title");
    }

    @Test
    void anUnlockCountsForTheEventFromItsFirstSecondToBeforeItsEnd() {
        store(listed(100, 1L, "Week", MONDAY, NEXT_MONDAY));

        assertThat(event(1, MONDAY.minusSeconds(1), true)).isNull();
        assertThat(event(1, MONDAY, true)).isEqualTo("Week");
        assertThat(event(1, NEXT_MONDAY.minusSeconds(1), true)).isEqualTo("Week");
        assertThat(event(1, NEXT_MONDAY, true)).isNull();
        assertThat(event(2, MONDAY, true)).isNull();
    }

    @Test
    void aCasualUnlockCountsWhereThePlayerHasTheCopy() {
        store(listed(100, 1L, "Week"));
        assertThat(event(1, MONDAY, false)).isNull();

        database.useTransaction(handle ->
                new UnlockLedger().add(handle, PLAYER, List.of(ScriptedSite.row(100, MONDAY, false, "Events", 2))));

        assertThat(event(1, MONDAY, false)).isEqualTo("Week");
        assertThat(event(1, MONDAY.plusSeconds(1), false)).isNull();
    }

    @Test
    void severalEventsAreNamedOnceEachAndThoseWithoutATitleNotAtAll() {
        store(listed(100, 1L, "Week"), listed(101, 1L, "Fair"), listed(102, 1L, "Week"), listed(103, 1L, " "));

        assertThat(event(1, MONDAY, true)).isEqualTo("Week, Fair");
    }
}
