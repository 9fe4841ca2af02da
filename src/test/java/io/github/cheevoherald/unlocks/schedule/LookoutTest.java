package io.github.cheevoherald.unlocks.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.unlocks.ScriptedSite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LookoutTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final ScriptedSite site = new ScriptedSite(clock);

    private Instant minutesAgo(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    @Test
    void thePointsOfLatestUnlocksCountOncePerAchievement() {
        site.unlock(1, minutesAgo(2), false);
        site.unlock(1, minutesAgo(1), true);
        site.unlock(2, minutesAgo(1), true);
        site.unlock(3, minutesAgo(6), true);
        site.twin(4, minutesAgo(1));

        assertThat(Lookout.pointsOfLatest(site.rows, clock.instant())).isEqualTo(2 * 5);
    }
}
