package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityRadarTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final List<ActivitySource.Mark> marks = new ArrayList<>();
    private final List<Set<String>> moved = new ArrayList<>();
    private final List<Set<String>> covered = new ArrayList<>();
    private boolean down;
    private int requests;

    private final ActivityRadar radar = new ActivityRadar(
            this::page,
            new ActivityRadar.Listener() {
                @Override
                public void moved(Set<String> ulids) {
                    moved.add(ulids);
                }

                @Override
                public void covers(Set<String> ulids) {
                    covered.add(ulids);
                }
            },
            60,
            clock);

    private Optional<ActivitySource.Page> page(int offset) {
        requests++;
        int from = Math.min(offset, marks.size());
        return down
                ? Optional.empty()
                : Optional.of(
                        new ActivitySource.Page(marks.size(), marks.subList(from, Math.min(from + 500, marks.size()))));
    }

    private void follow(int players) {
        IntStream.rangeClosed(1, players).forEach(i -> marks.add(new ActivitySource.Mark("U" + i, new Points(0, 0))));
    }

    /** Lets the radar send requests whenever it wants to. */
    private void watch(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            radar.askNext();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void theFirstRoundReportsNothing() {
        follow(3);

        watch(Duration.ofSeconds(30));

        assertThat(moved).isEmpty();
        assertThat(covered).containsExactly(Set.of("U1", "U2", "U3"));
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void reportsMovedPointsOnce() {
        follow(3);
        watch(Duration.ofSeconds(30));
        marks.set(1, new ActivitySource.Mark("U2", new Points(0, 5)));

        watch(Duration.ofSeconds(90));

        assertThat(moved).containsExactly(Set.of("U2"));
    }

    @Test
    void asksOncePerThirtySeconds() {
        follow(3);

        watch(Duration.ofMinutes(10));

        assertThat(requests).isEqualTo(20);
    }

    @Test
    void manyPagesTakeASixthOfTheBudgetAndTheFirstIsReadInBetween() {
        follow(10_000);

        watch(Duration.ofMinutes(10));

        assertThat(requests).isBetween(100 + 14, 100 + 20);
        assertThat(covered.get(0)).hasSize(10_000);
    }

    @Test
    void anActivePlayerIsSeenOnTheFirstPageWithinHalfAMinute() {
        follow(10_000);
        watch(Duration.ofMinutes(4));
        marks.remove(7_000);
        marks.add(0, new ActivitySource.Mark("U7001", new Points(0, 5)));

        watch(Duration.ofSeconds(31));

        assertThat(moved).containsExactly(Set.of("U7001"));
    }

    @Test
    void readsOnWhileManyOnAPageMoved() {
        follow(10_000);
        watch(Duration.ofMinutes(4));
        for (int i = 0; i < 520; i++) {
            marks.set(i, new ActivitySource.Mark("U" + (i + 1), new Points(0, 5)));
        }

        watch(Duration.ofSeconds(33));

        assertThat(moved.stream().mapToInt(Set::size).sum()).isEqualTo(520);
    }

    @Test
    void followingNobodyCostsTwoRequestsAnHour() {
        watch(Duration.ofHours(5));

        assertThat(requests).isEqualTo(10);
        assertThat(moved).isEmpty();
    }

    @Test
    void noticesWhoIsFollowedAndWhoNoLongerIs() {
        follow(2);
        watch(Duration.ofSeconds(60));
        marks.remove(0);
        marks.add(new ActivitySource.Mark("U9", new Points(0, 0)));

        watch(Duration.ofMinutes(5));

        assertThat(covered.get(covered.size() - 1)).containsExactlyInAnyOrder("U2", "U9");
        assertThat(moved).isEmpty();
    }

    @Test
    void aPlayerWhoSlipsBetweenTwoPagesIsSeenInTheNextRound() {
        follow(600);
        watch(Duration.ofSeconds(31));
        marks.remove(599);
        marks.add(0, new ActivitySource.Mark("U600", new Points(0, 5)));

        watch(Duration.ofSeconds(60));

        assertThat(moved).containsExactly(Set.of("U600"));
        assertThat(covered).hasSize(1);
    }

    @Test
    void whileTheSourceIsAwayNobodyIsCoveredAndItIsReadLessAndLess() {
        follow(2);
        watch(Duration.ofSeconds(31));
        down = true;
        requests = 0;

        watch(Duration.ofHours(1));

        assertThat(covered).containsExactly(Set.of("U1", "U2"), Set.of());
        assertThat(requests).isBetween(6, 12);

        down = false;
        marks.set(0, new ActivitySource.Mark("U1", new Points(0, 7)));
        watch(Duration.ofMinutes(11));
        assertThat(moved).containsExactly(Set.of("U1"));
        assertThat(covered.get(covered.size() - 1)).containsExactlyInAnyOrder("U1", "U2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void asksOncePerThirtySecondsWhateverTheMachinesClockIsSetTo(Duration step) {
        SettableTime time = SettableTime.at("2026-03-01T12:00:00Z");
        ActivityRadar steady = new ActivityRadar(this::page, new Nobody(), 60, time.ofAProcess());
        follow(3);
        for (int second = 0; second < 600; second++) {
            if (second == 300) {
                time.set(step);
            }
            steady.askNext();
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(requests).isEqualTo(20);
    }

    private static final class Nobody implements ActivityRadar.Listener {
        @Override
        public void moved(Set<String> ulids) {}

        @Override
        public void covers(Set<String> ulids) {}
    }
}
