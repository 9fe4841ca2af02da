package io.github.cheevoherald.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration MAX = Duration.ofMinutes(10);
    private static final RandomGenerator LOWEST = () -> 0;
    private static final RandomGenerator HIGHEST = () -> -1;

    @ParameterizedTest
    @CsvSource({
        "-1, 2",
        "0, 2",
        "1, 2",
        "2, 4",
        "3, 8",
        "9, 512",
        "10, 600",
        "31, 600",
        "2147483647, 600",
    })
    void doublesTheCeilingWithEachFailureUpToTheMaximum(int failures, long seconds) {
        assertThat(new Backoff(FIRST, MAX).ceiling(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 2000",
        "0, 5, 0, 32000",
        "0.25, 1, 500, 2000",
        "0.25, 10, 150000, 600000",
        "1, 3, 8000, 8000",
    })
    void drawsTheWaitBetweenTheFloorAndTheCeiling(double floor, int failures, long shortest, long longest) {
        Backoff backoff = new Backoff(FIRST, MAX, floor);

        assertThat(backoff.after(failures, LOWEST)).isEqualTo(Duration.ofMillis(shortest));
        assertThat(Duration.ofMillis(longest).minus(backoff.after(failures, HIGHEST)))
                .isBetween(Duration.ZERO, Duration.ofMillis(1));
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(backoff.after(failures, random).toMillis()).isBetween(shortest, longest);
        }
    }

    @Test
    void waitsAtLeastAQuarterUnlessToldOtherwise() {
        assertThat(new Backoff(FIRST, MAX)).isEqualTo(new Backoff(FIRST, MAX, 0.25));
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT1S, 0", "PT2S, PT1S, 0", "PT1S, PT2S, -0.1", "PT1S, PT2S, 1.1", "PT1S, PT2S, NaN"})
    void refusesInvalidValues(Duration first, Duration max, double floor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(first, max, floor));
    }
}
