package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteadyClockTest {
    private final SettableTime time = SettableTime.at("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void keepsGoingWhateverTheMachinesClockIsSetTo(Duration step) {
        Clock clock = time.ofAProcess();
        Instant begin = time.machine();
        time.pass(Duration.ofSeconds(10));
        time.set(step);
        time.pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(begin.plusSeconds(20));
    }

    @Test
    void startsAtTheMachinesTime() {
        time.set(Duration.ofHours(-2));

        assertThat(time.ofAProcess().instant()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(new SteadyClock().instant())
                .isCloseTo(Clock.systemUTC().instant(), org.assertj.core.api.Assertions.within(Duration.ofMinutes(1)));
    }
}
