package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Apart
final class RotaProperties {
    private static final long BEGIN = 1_767_225_600_000L;
    private static final long MIN = 10_000;
    private static final long MAX = 1_800_000;

    private final Map<Long, Long> lastPoll = new HashMap<>();

    private static Rota rota(int requestsPerMinute) {
        return new Rota(Duration.ofMillis(MIN), Duration.ofMillis(MAX), requestsPerMinute);
    }

    /** Runs a rota for some hours in which players unlock at random, and returns the longest wait. */
    private long longestWait(Rota rota, int players, int requestsPerMinute, int hours, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long id = 1; id <= players; id++) {
            rota.add(id, SavedTurn.ofNewcomer(BEGIN / 1000));
        }
        long longest = 0;
        long step = 60_000L / requestsPerMinute;
        long end = BEGIN + hours * 3_600_000L;
        for (long now = BEGIN; now < end; now += step) {
            OptionalLong id = rota.pick(now, now + 60_000);
            if (id.isPresent()) {
                longest = Math.max(longest, since(id.getAsLong(), now));
                List<Long> found = random.nextInt(4) == 0 && id.getAsLong() % 3 == 0 ? List.of(now / 1000) : List.of();
                PlayPattern pattern = Objects.requireNonNull(rota.pattern(id.getAsLong()));
                rota.polled(id.getAsLong(), pattern.with(found), !found.isEmpty(), now);
                lastPoll.put(id.getAsLong(), now);
            }
        }
        for (long id = 1; id <= players; id++) {
            longest = Math.max(longest, since(id, end));
        }
        return longest;
    }

    private long since(long id, long now) {
        return now - lastPoll.getOrDefault(id, BEGIN);
    }

    @Property(tries = 15)
    void nobodyWaitsLongerThanTheLongestIntervalIfTheBudgetAllowsIt(
            @ForAll @IntRange(min = 1, max = 500) int players, @ForAll long seed) {
        lastPoll.clear();

        long longest = longestWait(rota(60), players, 60, 5, seed);

        // In the first rounds everybody is due at once, so the last ones wait for the others.
        assertThat(longest).isLessThanOrEqualTo(MAX + MAX / 4);
    }

    @Property(tries = 6)
    void nobodyIsForgottenIfTheBudgetDoesNotAllowTheLongestInterval(
            @ForAll @IntRange(min = 300, max = 2000) int players, @ForAll long seed) {
        lastPoll.clear();
        Rota rota = rota(30);

        long longest = longestWait(rota, players, 30, 12, seed);

        assertThat(rota.longestInterval()).isGreaterThan(Duration.ofMillis(MAX));
        assertThat(longest).isLessThanOrEqualTo(rota.longestInterval().toMillis() * 5 / 4);
    }

    @Property(tries = 15)
    void nobodyIsPolledTwiceWithinTheShortestInterval(
            @ForAll @IntRange(min = 1, max = 40) int players, @ForAll @IntRange(min = 60, max = 600) int perMinute) {
        Rota rota = rota(perMinute);
        Map<Long, Long> last = new HashMap<>();
        for (long id = 1; id <= players; id++) {
            rota.add(id, new SavedTurn(PlayPattern.ofNewcomer(BEGIN / 1000).active(BEGIN / 1000), 0, BEGIN, false));
        }

        for (long now = BEGIN; now < BEGIN + 1_200_000; now += 100) {
            OptionalLong id = rota.pick(now, now + 60_000);
            if (id.isPresent()) {
                Long before = last.put(id.getAsLong(), now);
                assertThat(before == null ? MIN : now - before).isGreaterThanOrEqualTo(MIN);
                rota.polled(id.getAsLong(), PlayPattern.ofNewcomer(0).active(now / 1000), false, now);
            }
        }
    }

    @Property
    void theValueOfAPollGrowsWithTheRateAndWithTheWait(
            @ForAll @LongRange(min = 1, max = 100_000_000) long rateE9,
            @ForAll @LongRange(min = 1, max = 100_000_000) long moreE9,
            @ForAll @LongRange(min = 1, max = 100_000_000) long wait,
            @ForAll @LongRange(min = 1, max = 100_000_000) long longer) {
        double rate = rateE9 / 1e9;
        double more = moreE9 / 1e9;

        assertThat(Rota.value(rate + more, wait)).isGreaterThan(Rota.value(rate, wait));
        assertThat(Rota.value(rate, wait + longer)).isGreaterThan(Rota.value(rate, wait));
    }

    @Property
    void ofTwoSimilarPlayersTheOneWhoWaitedLongerIsPolled(
            @ForAll @LongRange(min = 600_000, max = 1_000_000) long wait,
            @ForAll @LongRange(min = 1, max = 700_000) long longer) {
        Rota rota = rota(60);
        long now = BEGIN + 4_000_000;
        PlayPattern pattern = PlayPattern.ofNewcomer(BEGIN / 1000);
        rota.add(1, new SavedTurn(pattern, now - wait, SavedTurn.NO_APPOINTMENT, false));
        rota.add(2, new SavedTurn(pattern, now - wait - longer, SavedTurn.NO_APPOINTMENT, false));

        assertThat(rota.pick(now, now + 60_000)).hasValue(2);
    }

    @Property
    void ofTwoPlayersPolledTogetherTheOneInASittingIsPolledAgain(
            @ForAll @LongRange(min = 60_000, max = 900_000) long wait) {
        Rota rota = rota(60);
        long now = BEGIN + 4_000_000;
        PlayPattern idle = PlayPattern.ofNewcomer(BEGIN / 1000 - 1_000_000);
        rota.add(1, new SavedTurn(idle, now - wait, SavedTurn.NO_APPOINTMENT, false));
        rota.add(
                2,
                new SavedTurn(
                        idle.with(List.of((now - wait) / 1000 - 60)), now - wait, SavedTurn.NO_APPOINTMENT, false));

        assertThat(rota.pick(now, now + 60_000)).hasValue(2);
    }
}
