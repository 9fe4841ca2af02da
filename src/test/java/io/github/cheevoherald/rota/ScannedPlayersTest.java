package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What follows for the choice from what scans see. */
final class ScannedPlayersTest {
    private static final long NOW = 1_767_225_600_000L;
    private static final long LEASE = 60_000;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final Duration JUST_NOW = Duration.ZERO;
    private static final PlayPattern IDLE = PlayPattern.ofNewcomer(NOW / 1000 - 1_000_000);

    private final Rota rota = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);

    private void add(long player, long polledAt) {
        rota.add(player, new SavedTurn(IDLE, polledAt, SavedTurn.NO_APPOINTMENT, false));
    }

    private void sighted(long player, long points, long at) {
        rota.sighted(player, new Points(0, points), JUST_NOW, at);
    }

    private void polledInVain(long player, long at) {
        assertThat(rota.pick(at, at + LEASE)).hasValue(player);
        rota.polled(player, IDLE, false, at);
    }

    /** Polls whoever is picked in each second, and finds nothing. */
    private static List<Long> polls(Rota rota, long from, long until) {
        List<Long> picked = new ArrayList<>();
        for (long now = from; now < until; now += SECOND) {
            OptionalLong player = rota.pick(now, now + LEASE);
            if (player.isPresent()) {
                picked.add(player.getAsLong());
                rota.polled(player.getAsLong(), IDLE, false, now);
            }
        }
        return picked;
    }

    @Test
    void whosePointsMovedIsPolledAtOnce() {
        add(1, NOW);
        add(2, NOW);
        sighted(1, 100, NOW);
        sighted(2, 100, NOW);

        sighted(2, 105, NOW + MINUTE);

        assertThat(rota.pick(NOW + MINUTE, NOW + 2 * MINUTE)).hasValue(2);
    }

    @Test
    void theFirstLineOfAPlayerIsABaseline() {
        add(1, NOW);
        rota.scanned(EVERY_MINUTE, NOW);

        sighted(1, 100, NOW + 9 * SECOND);

        assertThat(rota.pick(NOW + 9 * SECOND, NOW + MINUTE)).isEmpty();
    }

    @Test
    void anUpgradeAndACasualUnlockMoveThePointsAndAResetDoesNot() {
        for (long player = 1; player <= 3; player++) {
            add(player, NOW);
            rota.sighted(player, new Points(50, 100), JUST_NOW, NOW);
        }
        long later = NOW + 9 * SECOND;

        rota.sighted(1, new Points(40, 110), JUST_NOW, later);
        rota.sighted(2, new Points(55, 100), JUST_NOW, later);
        rota.sighted(3, new Points(0, 0), JUST_NOW, later);

        long afterTheShortestInterval = NOW + 10 * SECOND;
        assertThat(rota.pick(afterTheShortestInterval, NOW + LEASE)).hasValue(1);
        assertThat(rota.pick(afterTheShortestInterval, NOW + LEASE)).hasValue(2);
        assertThat(rota.owesSweep(3)).isFalse();
    }

    @Test
    void afterTwoPollsThatFoundNothingTheNextIsASweep() {
        add(1, NOW);
        sighted(1, 100, NOW);
        sighted(1, 150, NOW + MINUTE);
        List<Boolean> sweeps = new ArrayList<>();

        for (long at : List.of(NOW + MINUTE, NOW + MINUTE + 15 * SECOND, NOW + MINUTE + 45 * SECOND)) {
            sweeps.add(rota.owesSweep(1));
            polledInVain(1, at);
        }

        assertThat(sweeps).containsExactly(false, false, true);
        assertThat(rota.owesSweep(1)).isFalse();
    }

    @Test
    void aSweepIsNotOwedOnceSomethingWasFound() {
        add(1, NOW);
        sighted(1, 100, NOW);
        sighted(1, 150, NOW + MINUTE);
        polledInVain(1, NOW + MINUTE);
        rota.pick(NOW + MINUTE + 15 * SECOND, NOW + 2 * MINUTE);

        rota.polled(1, IDLE, true, NOW + MINUTE + 15 * SECOND);

        assertThat(rota.owesSweep(1)).isFalse();
        assertThat(rota.owesSweep(99)).isFalse();
    }

    @Test
    void whoIsActiveIsPolledLikeInASittingAndWhoIsIdleWaitsForTheDeadline() {
        for (long player = 1; player <= 20; player++) {
            add(player, NOW);
        }
        for (long at = NOW; at < NOW + 10 * MINUTE; at += MINUTE) {
            sighted(7, 100, at);
            rota.scanned(EVERY_MINUTE, at);

            assertThat(polls(rota, at, at + MINUTE)).isNotEmpty().containsOnly(7L);
        }
    }

    @Test
    void whoWasNotSeenForFiveMinutesIsIdleAgain() {
        add(1, NOW);
        sighted(1, 100, NOW);
        for (long at = NOW; at < NOW + 15 * MINUTE; at += MINUTE) {
            rota.scanned(EVERY_MINUTE, at);
            List<Long> polls = polls(rota, at, at + MINUTE);
            assertThat(polls.isEmpty()).isEqualTo(at >= NOW + 5 * MINUTE);
        }
    }

    @Test
    void withoutScansEverybodyIsPolledAsIfThereHadBeenNone() {
        Rota without = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
        for (long player = 1; player <= 50; player++) {
            add(player, NOW);
            without.add(player, new SavedTurn(IDLE, NOW, SavedTurn.NO_APPOINTMENT, false));
        }
        rota.scanned(EVERY_MINUTE, NOW);
        long scansFailed = NOW + 2 * MINUTE + 30 * SECOND;
        assertThat(polls(rota, NOW, scansFailed)).isEmpty();

        List<Long> polls = polls(rota, scansFailed, NOW + 25 * MINUTE);

        assertThat(polls).isNotEmpty().isEqualTo(polls(without, scansFailed, NOW + 25 * MINUTE));
    }

    @Test
    void withFewScansIdlePlayersArePolledSometimesAndWithOneAMinuteNotBeforeTheirDeadlines() {
        for (Duration untilNext : List.of(EVERY_MINUTE, Duration.ofMinutes(3))) {
            Rota scanning = new Rota(Duration.ofSeconds(10), Duration.ofMinutes(30), 60);
            for (long player = 1; player <= 20; player++) {
                scanning.add(player, new SavedTurn(IDLE, NOW, SavedTurn.NO_APPOINTMENT, false));
            }
            int polls = 0;
            for (long at = NOW; at < NOW + 27 * MINUTE; at += MINUTE) {
                scanning.scanned(untilNext, at);
                polls += polls(scanning, at, at + MINUTE).size();
            }
            assertThat(polls > 0).isEqualTo(!untilNext.equals(EVERY_MINUTE));
        }
    }

    @Test
    void theRadarAloneReportsWhoIsFollowed() {
        add(1, NOW);
        rota.covered(1, true);
        sighted(1, 100, NOW);

        sighted(1, 105, NOW + 9 * SECOND);

        assertThat(rota.pick(NOW + 10 * SECOND, NOW + LEASE)).isEmpty();
    }

    @Test
    void unlocksWithoutPointsAreFoundWithinMinutesByAPollOfAnActivePlayer() {
        for (long player = 1; player <= 300; player++) {
            add(player, NOW);
        }
        List<Long> polled = new ArrayList<>();
        for (long at = NOW; at < NOW + 6 * MINUTE; at += MINUTE) {
            for (long player = 1; player <= 200; player++) {
                sighted(player, 100, at);
            }
            rota.scanned(EVERY_MINUTE, at);
            polled.addAll(polls(rota, at, at + MINUTE));
        }

        assertThat(polled.stream().distinct().filter(player -> player <= 200)).hasSize(200);
    }

    @Test
    void anUnknownPlayerIsNobody() {
        sighted(1, 100, NOW);
        rota.found(1, 5, NOW);

        assertThat(rota.size()).isZero();
    }
}
