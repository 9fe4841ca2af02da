package io.github.cheevoherald.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutageTest {
    private final Outage outage = new Outage();

    @Test
    void distinguishesTheFirstFailureAndTheFirstSuccessFromRepeats() {
        assertThat(outage.ends()).isFalse();
        assertThat(outage.begins()).isTrue();
        assertThat(outage.begins()).isFalse();
        assertThat(outage.isOn()).isTrue();
        assertThat(outage.ends()).isTrue();
        assertThat(outage.ends()).isFalse();
        assertThat(outage.isOn()).isFalse();
        assertThat(outage.begins()).isTrue();
    }
}
