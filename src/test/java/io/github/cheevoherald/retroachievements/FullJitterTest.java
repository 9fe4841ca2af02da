package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FullJitterTest {
    private static FullJitter drawing(double random) {
        return new FullJitter(Duration.ofSeconds(2), Duration.ofMinutes(10), () -> random);
    }

    @Test
    void doublesTheBoundUpToTheMost() {
        FullJitter jitter = drawing(1);

        assertThat(jitter.pause(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(jitter.pause(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(jitter.pause(9)).isEqualTo(Duration.ofSeconds(512));
        assertThat(jitter.pause(10)).isEqualTo(Duration.ofMinutes(10));
        assertThat(jitter.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void drawsFromTheWholeRange() {
        assertThat(drawing(0).pause(5)).isZero();
        assertThat(drawing(0.25).pause(3)).isEqualTo(Duration.ofSeconds(2));
    }
}
