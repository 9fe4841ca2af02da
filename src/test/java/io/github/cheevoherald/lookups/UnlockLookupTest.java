package io.github.cheevoherald.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Counted;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.unlocks.ScriptedSite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class UnlockLookupTest {
    private static final int TWO_WEEKS = 20_160;

    private final MutableClock clock = MutableClock.at("2026-11-22T12:00:00Z");
    private final ScriptedSite site = new ScriptedSite(clock);
    private final UnlockLookup lookup = new UnlockLookup(new AnswerCache(limit -> Counted.view(site, limit), clock));

    @Test
    void showsTheNewestFirst() {
        site.unlock(1, ago(3), true);
        site.unlock(2, ago(1), true);
        site.unlock(3, ago(2), true);

        assertThat(found().unlocks()).extracting(RecentUnlock::achievementId).containsExactly(2L, 3L, 1L);
    }

    @Test
    void leavesOutCopiesOfEventsAndSoftcoreRowsThatWereUpgraded() {
        site.unlock(1, ago(9), false);
        site.unlock(1, ago(5), true);
        site.twin(100, ago(5));
        site.twin(101, ago(4));

        assertThat(found().unlocks()).extracting(RecentUnlock::achievementId).containsExactly(101L, 1L);
    }

    @Test
    void continuesUntilAnAnswerIsNotFull() {
        for (int i = 0; i < 1_200; i++) {
            site.unlock(i, ago(2_000 - i), true);
        }

        PlayerUnlocks unlocks = found();

        assertThat(unlocks.unlocks()).hasSize(1_200);
        assertThat(unlocks.unlocks().get(0).achievementId()).isEqualTo(1_199);
        assertThat(unlocks.isCut()).isFalse();
        assertThat(site.requests).isEqualTo(3);
    }

    @Test
    void getsPastASecondThatFillsAnAnswer() {
        for (int i = 0; i < 700; i++) {
            site.unlock(i, ago(100), true);
        }
        site.unlock(5_000, ago(10), true);

        assertThat(found().unlocks()).extracting(RecentUnlock::achievementId).contains(5_000L);
    }

    @Test
    void saysWhenItGaveUpBeforeTheNewest() {
        for (int i = 0; i < 5_000; i++) {
            site.unlock(i, ago(6_000 - i), true);
        }

        assertThat(found().isCut()).isTrue();
        assertThat(site.requests).isLessThanOrEqualTo(10);
    }

    @Test
    void showsNothingFromAnIncompleteAnswer() {
        for (int i = 0; i < 600; i++) {
            site.unlock(i, ago(1_000 - i), true);
        }
        Requester ann = Requester.command(1);
        for (int i = 0; i < 9; i++) {
            lookup.ofPlayer(ann, "Player" + i, 1);
        }

        assertThat(lookup.ofPlayer(ann, "Ann", TWO_WEEKS)).isInstanceOf(Outcome.Throttled.class);
    }

    @Test
    void asksEqualQuestionsOnce() {
        lookup.ofPlayer(Requester.command(1), "Ann", 60);
        lookup.ofPlayer(Requester.command(2), "aNN", 60);
        lookup.profile(Requester.command(1), "Ann");
        lookup.profile(Requester.command(1), "ANN");

        assertThat(site.requests).isEqualTo(1);
    }

    private PlayerUnlocks found() {
        return ((Outcome.Found<PlayerUnlocks>) lookup.ofPlayer(Requester.command(1), "Ann", TWO_WEEKS)).value();
    }

    private Instant ago(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }
}
