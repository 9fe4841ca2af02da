package io.github.cheevoherald.unlocks.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.GameProgress;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.unlocks.ScriptedSite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressCountsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final List<RecentUnlock> found = new ArrayList<>();

    private RecentUnlock hardcore() {
        return unlock(true);
    }

    private RecentUnlock casual() {
        return unlock(false);
    }

    private RecentUnlock unlock(boolean hardcore) {
        RecentUnlock unlock =
                ScriptedSite.row(found.size() + 1, BEGIN.plusSeconds(found.size()), hardcore, "Mega Drive", 1);
        found.add(unlock);
        return unlock;
    }

    private Map<RecentUnlock, Integer> after(int unlocked, int unlockedHardcore) {
        return ProgressCounts.afterEach(found, new GameProgress(40, unlocked, unlockedHardcore));
    }

    @Test
    void aHardcoreUnlockCountsThoseInHardcore() {
        RecentUnlock only = hardcore();

        assertThat(after(30, 7)).isEqualTo(Map.of(only, 7));
    }

    @Test
    void aCasualUnlockCountsThoseInEitherMode() {
        RecentUnlock only = casual();

        assertThat(after(30, 7)).isEqualTo(Map.of(only, 30));
    }

    @Test
    void theLastOfSeveralHasTheLatestNumber() {
        RecentUnlock first = hardcore();
        RecentUnlock second = hardcore();
        RecentUnlock third = hardcore();

        assertThat(after(12, 12)).isEqualTo(Map.of(first, 10, second, 11, third, 12));
    }

    @Test
    void aCasualUnlockBeforeWhatMayBeAnUpgradeIsLeftOut() {
        RecentUnlock early = casual();
        RecentUnlock hardcore = hardcore();
        RecentUnlock late = casual();
        RecentUnlock last = casual();

        assertThat(after(20, 5))
                .isEqualTo(Map.of(hardcore, 5, late, 19, last, 20))
                .doesNotContainKey(early);
    }

    @Test
    void numbersThatLagBehindAreLeftOut() {
        hardcore();
        hardcore();
        RecentUnlock casual = casual();

        assertThat(after(2, 1)).isEqualTo(Map.of(casual, 2));
        assertThat(after(0, 0)).isEmpty();
    }
}
