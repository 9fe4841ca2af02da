package io.github.cheevoherald.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.retroachievements.AwardKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlayTimesTest {
    private static final AwardKey KEY = AwardKey.ofGame(AwardKind.MASTERED, 7);
    private static final FoundAward AWARD =
            new FoundAward("01ANN", KEY, 1L, Instant.EPOCH, "Game", "SNES", null, null, null);

    @Test
    void anErrorIsReportedAndCostsOnlyTheTime() {
        NoClassDefFoundError gone = new NoClassDefFoundError("by the test");
        HeardErrors heard = new HeardErrors();
        try (PlayTimes times = new PlayTimes((ulid, games) -> {
            throw gone;
        })) {
            assertThat(times.added("01ANN", List.of(AWARD), Set.of(KEY), Duration.ofSeconds(30)))
                    .containsExactly(AWARD);

            assertThat(heard.errors()).containsExactly(gone);
        }
    }
}
