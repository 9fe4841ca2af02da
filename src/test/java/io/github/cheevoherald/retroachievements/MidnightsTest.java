package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MidnightsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T23:59:59Z, 0",
        "2026-11-30T00:00:59Z, 0",
        "2026-11-30T00:01:00Z, 1",
        "2026-11-30T00:04:59Z, 1",
        "2026-11-30T00:05:00Z, 2",
        "2026-11-30T00:14:59Z, 2",
        "2026-11-30T00:15:00Z, 3",
        "2026-11-30T23:59:59Z, 3",
        "2026-12-01T00:01:00Z, 4",
        "2026-12-07T00:15:00Z, 24",
        "2027-01-01T00:01:00Z, 97",
    })
    void countsThreeTimesADay(Instant now, long passed) {
        assertThat(Midnights.passed(now) - Midnights.passed(MONDAY)).isEqualTo(passed);
    }

    @ParameterizedTest
    @CsvSource({"1969-12-31T23:59:00Z, 1969-12-31T00:15:00Z", "1970-01-01T00:01:00Z, 1969-12-31T23:59:00Z"})
    void neverFalls(Instant later, Instant earlier) {
        assertThat(Midnights.passed(later)).isGreaterThanOrEqualTo(Midnights.passed(earlier));
    }
}
