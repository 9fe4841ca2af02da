package io.github.cheevoherald.rota.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.rota.ActivitySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@Apart
final class SimulatedUserListTest {
    private static final long NOON = 1_767_268_800_000L;
    private static final long MINUTE = 60_000;

    private final VirtualClock clock = new VirtualClock(NOON);

    private SimulatedUserList list(int siteActive, long... unlocks) {
        List<Trace.Unlock> all = new ArrayList<>();
        for (long at : unlocks) {
            all.add(new Trace.Unlock(at, at));
        }
        return new SimulatedUserList(
                new Trace(List.of(new Trace.Player("a", all))), siteActive, Duration.ofSeconds(5), clock);
    }

    private static List<ActivitySource.Mark> all(SimulatedUserList list) {
        List<ActivitySource.Mark> marks = new ArrayList<>();
        int total = 1;
        for (int offset = 0; offset < total; offset += 100) {
            ActivitySource.Page page = list.ask(offset).orElseThrow();
            total = page.total();
            marks.addAll(page.marks());
        }
        return marks;
    }

    private static List<ActivitySource.Mark> traced(SimulatedUserList list) {
        return all(list).stream().filter(mark -> mark.ulid().equals("0")).toList();
    }

    private static Instant activeAt(ActivitySource.Mark mark) {
        return Objects.requireNonNull(mark.lastActiveAt());
    }

    @Test
    void theSiteHasAsManyActivePlayersAsItShould() {
        SimulatedUserList list = list(3000, NOON + 5 * MINUTE);

        long active = all(list).stream()
                .filter(mark -> activeAt(mark).isAfter(Instant.ofEpochMilli(NOON - 2 * MINUTE)))
                .count();

        assertThat(active).isEqualTo(3000);
        assertThat(list.ask(100).orElseThrow().marks()).hasSize(100);
    }

    @Test
    void aTracedPlayerIsInTheListFromTenMinutesBeforeTheFirstUnlock() {
        SimulatedUserList list = list(500, NOON + 10 * MINUTE);

        assertThat(traced(list)).isEmpty();

        clock.set(NOON + MINUTE);
        assertThat(traced(list)).hasSize(1).allMatch(mark -> mark.points().hardcore() == 0);
    }

    @Test
    void pointsAreUpToDateWhileTheOrderIsThatOfTheLastFullMinute() {
        SimulatedUserList list = list(500, NOON + 10_000);
        clock.set(NOON + 4_000);
        assertThat(traced(list)).allMatch(mark -> mark.points().hardcore() == 0);
        List<String> before = all(list).stream().map(ActivitySource.Mark::ulid).toList();

        clock.set(NOON + 14_999);
        assertThat(traced(list)).allMatch(mark -> mark.points().hardcore() == 0);
        clock.set(NOON + 15_000);
        assertThat(traced(list))
                .allMatch(mark -> mark.points().hardcore() == 1)
                .allMatch(mark -> activeAt(mark).equals(Instant.ofEpochMilli(NOON + 10_000)));
        assertThat(all(list).stream().map(ActivitySource.Mark::ulid)).isEqualTo(before);

        clock.set(NOON + MINUTE);
        assertThat(all(list).stream().map(ActivitySource.Mark::ulid)).isNotEqualTo(before);
    }

    @Test
    void whoLeftIsOutOfTheListAfterAnotherTenMinutes() {
        SimulatedUserList list = list(500, NOON);

        clock.set(NOON + 12 * MINUTE);
        assertThat(traced(list)).hasSize(1);
        clock.set(NOON + 21 * MINUTE);
        assertThat(traced(list)).isEmpty();
    }
}
