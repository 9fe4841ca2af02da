package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

@Apart
final class PresenceTest {
    private static final long NOW = 1_767_225_600_000L;
    private static final long MINUTE = 60_000;
    private static final Duration SITTING = Duration.ofMinutes(5);

    private final Presence presence = new Presence();

    private boolean moved(long points, long at) {
        return presence.sighted(new Points(0, points), Duration.ZERO, at, SITTING);
    }

    @Test
    void pointsOfUnlocksThatAPollFoundFirstAreNoReasonForAnother() {
        moved(100, NOW);
        presence.found(10, NOW + MINUTE);

        assertThat(moved(110, NOW + MINUTE)).isFalse();
        assertThat(moved(115, NOW + 2 * MINUTE)).isTrue();
    }

    @Test
    void moreThanThePollFoundIsAReason() {
        moved(100, NOW);
        presence.found(10, NOW + MINUTE);

        assertThat(moved(115, NOW + MINUTE)).isTrue();
    }

    @Test
    void pointsThatMovedFirstAndWereFoundThenExplainNoLaterMove() {
        moved(100, NOW);
        assertThat(moved(110, NOW + MINUTE)).isTrue();
        presence.found(10, NOW + MINUTE);

        assertThat(moved(120, NOW + 2 * MINUTE)).isTrue();
    }

    @Test
    void foundPointsThatNeverMoveAreForgotten() {
        moved(100, NOW);
        presence.found(10, NOW);

        assertThat(moved(110, NOW + 6 * MINUTE)).isTrue();
    }

    @Test
    void pointsThatStandStillAreNoReasonEvenIfSomeWereNeverFound() {
        moved(100, NOW);
        moved(110, NOW + MINUTE);

        assertThat(moved(110, NOW + 2 * MINUTE)).isFalse();
    }

    @Test
    void pointsThatFellAreNoReasonAndWhatIsGainedAfterwardsIs() {
        moved(100, NOW);

        assertThat(moved(0, NOW + MINUTE)).isFalse();
        assertThat(moved(5, NOW + 2 * MINUTE)).isTrue();
    }

    @Test
    void anUpgradeIsAReasonAndIsExplainedByItsPoints() {
        presence.sighted(new Points(50, 100), Duration.ZERO, NOW, SITTING);
        assertThat(presence.sighted(new Points(40, 110), Duration.ZERO, NOW + MINUTE, SITTING))
                .isTrue();
        presence.found(10, NOW + MINUTE);
        presence.found(5, NOW + 2 * MINUTE);

        assertThat(presence.sighted(new Points(35, 115), Duration.ZERO, NOW + 2 * MINUTE, SITTING))
                .isFalse();
    }

    @Test
    void aPlayerIsActiveFromTheirLastActivityOnAndUnlocksAreKnownFromTheSecondLineOn() {
        presence.sighted(new Points(0, 0), Duration.ofSeconds(90), NOW, SITTING);

        assertThat(presence.activeSince()).isEqualTo(NOW - 90_000);
        assertThat(presence.isActive(NOW + 209_999)).isTrue();
        assertThat(presence.isActive(NOW + 210_000)).isFalse();
        assertThat(presence.knownUntil()).isEqualTo(Long.MIN_VALUE);

        moved(0, NOW + MINUTE);

        assertThat(presence.activeSince()).isEqualTo(NOW - 90_000);
        assertThat(presence.knownUntil()).isBetween(NOW, NOW + MINUTE - 5_000);
    }

    /** In each minute: an unlock or none, seen first by a poll, by a scan, or by the scan alone. */
    @Property
    void everyUnlockIsFoundByAPollOrAReasonForOneAndNothingElseIs(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> minutes) {
        Presence player = new Presence();
        long points = 100;
        long at = NOW;
        player.sighted(new Points(0, points), Duration.ZERO, at, SITTING);
        for (int minute : minutes) {
            at += MINUTE;
            points += minute == 0 ? 0 : 10;
            if (minute == 1) {
                player.found(10, at - 1);
            }

            boolean moved = player.sighted(new Points(0, points), Duration.ZERO, at, SITTING);

            assertThat(moved).isEqualTo(minute >= 2);
            if (moved) {
                player.found(10, at + minute);
            }
        }
    }
}
