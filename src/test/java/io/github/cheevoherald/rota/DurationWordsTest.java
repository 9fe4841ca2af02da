package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationWordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 s",
        "PT0.4S, 1 s",
        "PT5S, 5 s",
        "PT59.4S, 59 s",
        "PT59.6S, 1 min",
        "PT1M30S, 1 min 30 s",
        "PT30M, 30 min",
        "PT57M44S, 58 min",
        "PT59M40S, 1 h",
        "PT1H12M3S, 1 h 12 min",
        "PT23H59M50S, 1 d",
        "PT49H20M, 2 d 1 h",
        "P14D, 14 d"
    })
    void soundNatural(Duration duration, String words) {
        assertThat(DurationWords.of(duration)).isEqualTo(words);
    }
}
