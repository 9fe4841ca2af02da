package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CommandShareTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void isHalfOfTheBudgetInAnyMinute() {
        CommandShare share = new CommandShare(8);
        for (int i = 0; i < 4; i++) {
            assertThat(share.nanosUntilRoom(i * SECOND, 0)).isZero();
            share.take(i * SECOND);
        }

        assertThat(share.nanosUntilRoom(10 * SECOND, 0)).isEqualTo(50 * SECOND);
        assertThat(share.nanosUntilRoom(10 * SECOND, 2)).isEqualTo(52 * SECOND);
        assertThat(share.nanosUntilRoom(10 * SECOND, 4)).isEqualTo(60 * SECOND);
        assertThat(share.nanosUntilRoom(60 * SECOND, 0)).isZero();
        assertThat(share.nanosUntilRoom(60 * SECOND, 1)).isEqualTo(SECOND);
    }

    @Test
    void isNeverLessThanOne() {
        CommandShare share = new CommandShare(1);

        assertThat(share.nanosUntilRoom(0, 0)).isZero();
        share.take(0);
        assertThat(share.nanosUntilRoom(SECOND, 0)).isEqualTo(59 * SECOND);
    }
}
