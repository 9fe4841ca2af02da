package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RotaTest {
    private static final long NOW = 1_767_225_600_000L;
    private static final long LEASE = 60_000;
    private static final PlayPattern IDLE = PlayPattern.ofNewcomer(NOW / 1000);
    private static final SavedTurn CALLED = new SavedTurn(IDLE, 0, 0, false);

    private final Rota rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);

    private void polledNow(long player, long now) {
        rota.take(player, now + LEASE);
        rota.polled(player, IDLE, false, now);
    }

    @Test
    void aPollUnderWayIsNotPickedTwice() {
        rota.add(1, CALLED);

        assertThat(rota.pick(NOW, NOW + LEASE)).hasValue(1);
        assertThat(rota.pick(NOW + 1000, NOW + LEASE)).isEmpty();
    }

    @Test
    void aPollThatNeverFinishesIsRepeatedAfterItsLease() {
        rota.add(1, CALLED);
        rota.pick(NOW, NOW + LEASE);

        assertThat(rota.pick(NOW + LEASE, NOW + 2 * LEASE)).hasValue(1);
    }

    @Test
    void aFailedPollIsRepeatedOnTimeAndNotBefore() {
        rota.add(1, CALLED);
        rota.pick(NOW, NOW + LEASE);
        rota.retryAt(1, NOW + 600_000);

        assertThat(rota.pick(NOW + 599_000, NOW + LEASE)).isEmpty();
        assertThat(rota.pick(NOW + 600_000, NOW + LEASE)).hasValue(1);
    }

    @Test
    void aRemovedPlayerIsNotPolled() {
        rota.add(1, CALLED);
        rota.remove(1);

        assertThat(rota.pick(NOW, NOW + LEASE)).isEmpty();
        assertThat(rota.size()).isZero();
    }

    @Test
    void aPlayerWhosePointsMovedIsPolledUntilSomethingIsFound() {
        rota.add(1, CALLED);
        polledNow(1, NOW);
        rota.covered(1, true);

        rota.moved(1, NOW + 11_000);

        assertThat(rota.pick(NOW + 11_000, NOW + LEASE)).hasValue(1);
        rota.polled(1, IDLE, false, NOW + 11_000);
        assertThat(rota.pick(NOW + 25_000, NOW + LEASE)).isEmpty();
        assertThat(rota.pick(NOW + 26_000, NOW + LEASE)).hasValue(1);
        rota.polled(1, IDLE, false, NOW + 26_000);
        assertThat(rota.pick(NOW + 55_000, NOW + LEASE)).isEmpty();
        assertThat(rota.pick(NOW + 56_000, NOW + LEASE)).hasValue(1);
    }

    @Test
    void pollingForMovedPointsStopsOnceTheUnlockIsFound() {
        rota.add(1, CALLED);
        polledNow(1, NOW);
        rota.moved(1, NOW + 11_000);
        rota.pick(NOW + 11_000, NOW + LEASE);

        rota.polled(1, IDLE, true, NOW + 11_000);

        assertThat(rota.pick(NOW + 26_000, NOW + LEASE)).isEmpty();
    }

    @Test
    void knowsHowOftenTheBudgetAllowsPollingEverybody() {
        for (int i = 1; i <= 500; i++) {
            rota.add(i, CALLED);
        }
        assertThat(rota.longestInterval()).isEqualTo(Duration.ofMinutes(30));

        for (int i = 501; i <= 3000; i++) {
            rota.add(i, CALLED);
        }
        assertThat(rota.longestInterval()).isBetween(Duration.ofMinutes(150), Duration.ofMinutes(200));
    }
}
