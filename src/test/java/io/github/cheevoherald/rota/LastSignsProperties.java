package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Players come and go while the bot does, too, and pages fail: whoever else needs the list sees everybody's last sign. */
@Apart
final class LastSignsProperties {
    private static final int PLAYERS = 3000;
    private static final int PAGES_PER_MINUTE = 9;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:01Z");
    private final long[] activeAt = new long[PLAYERS];
    private final boolean[] plays = new boolean[PLAYERS];
    private final Map<Integer, Long> seen = new HashMap<>();
    private List<Integer> order = List.of();
    private SplittableRandom random = new SplittableRandom();
    private final List<Long> requests = new ArrayList<>();
    private int failuresPerMille;

    /** Of the pages that only a scan reads that catches up. */
    private int failuresFarBackPerMille;

    private int mostFailuresInARow;
    private int failuresInARow;
    private int wanted;
    private boolean isOver;
    private long orderedAt;

    private final ActivityScan.Listener listener = new ActivityScan.Listener() {
        @Override
        public int wanted() {
            return wanted;
        }

        @Override
        public void sighted(List<ActivityScan.Sighting> players) {}

        @Override
        public void scanned(Duration untilNext) {}
    };

    private Optional<ActivitySource.Page> page(int offset) {
        requests.add(clock.millis());
        boolean isFarBack = offset >= PAGES_PER_MINUTE * ActivityScan.PAGE;
        int perMille = isFarBack ? failuresFarBackPerMille : failuresPerMille;
        if (failuresInARow < mostFailuresInARow && random.nextInt(1000) < perMille) {
            failuresInARow++;
            return Optional.empty();
        }
        failuresInARow = 0;
        List<ActivitySource.Mark> marks = new ArrayList<>();
        for (int player : order.subList(Math.min(offset, PLAYERS), Math.min(offset + ActivityScan.PAGE, PLAYERS))) {
            seen.merge(player, activeAt[player], Math::max);
            marks.add(new ActivitySource.Mark("U" + player, new Points(0, 0), Instant.ofEpochMilli(activeAt[player])));
        }
        return Optional.of(new ActivitySource.Page(PLAYERS, marks));
    }

    /** Those who play show a sign every two minutes, and some begin or end. The list is sorted at each full minute. */
    private void pass() {
        clock.advance(Duration.ofSeconds(1));
        long now = clock.millis();
        for (int i = 0; i < PLAYERS / 120; i++) {
            int player = random.nextInt(PLAYERS);
            plays[player] = !isOver && (random.nextInt(6) == 0 ? random.nextInt(4) == 0 : plays[player]);
            activeAt[player] = plays[player] ? now : activeAt[player];
        }
        // Somebody always is active on the site.
        activeAt[0] = now;
        if (now - now % MINUTE != orderedAt) {
            orderedAt = now - now % MINUTE;
            order = IntStream.range(0, PLAYERS)
                    .boxed()
                    .sorted(Comparator.comparing((Integer player) -> -activeAt[player]))
                    .toList();
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass();
        }
    }

    private void scan(int seconds, ActivityScan scan) {
        for (int i = 0; i < seconds; i++) {
            pass();
            scan.askNext();
        }
    }

    private ActivityScan newScan() {
        return new ActivityScan(this::page, listener, () -> true, PAGES_PER_MINUTE, clock);
    }

    private void begin(long seed, int failures, int failuresFarBack, int lookedOutFor) {
        random = new SplittableRandom(seed);
        failuresPerMille = failures;
        failuresFarBackPerMille = failuresFarBack;
        wanted = lookedOutFor;
        isOver = false;
        orderedAt = 0;
        seen.clear();
        requests.clear();
        failuresInARow = 0;
        for (int player = 0; player < PLAYERS; player++) {
            activeAt[player] = clock.millis() - 2 * HOUR - player * MINUTE;
            plays[player] = random.nextInt(4) == 0;
        }
    }

    @Property(tries = 10)
    void nobodysLastSignIsMissedByWhoeverElseNeedsTheList(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 30) int failures,
            @ForAll @IntRange(min = 0, max = 200) int failuresFarBack,
            @ForAll @IntRange(min = 0, max = 300) int lookedOutFor) {
        begin(seed, failures, failuresFarBack, lookedOutFor);
        // A page that fails three times is left out.
        mostFailuresInARow = 2;
        long begun = clock.millis();

        // Short enough that even several processes that end before their first scan miss less than an hour together.
        for (int life = 0; life < 3; life++) {
            pass(random.nextInt(7 * 60));
            scan(random.nextInt(40 * 60), newScan());
        }
        pass(random.nextInt(7 * 60));
        ActivityScan last = newScan();
        scan(random.nextInt(40 * 60), last);
        isOver = true;
        mostFailuresInARow = 0;
        scan(40 * 60, last);

        for (int player = 1; player < PLAYERS; player++) {
            if (activeAt[player] > begun) {
                assertThat(seen.get(player)).as("player %d", player).isEqualTo(activeAt[player]);
            }
        }
    }

    /** Each process has a budget of its own. */
    private void assertThatTheBudgetHolds() {
        for (int i = PAGES_PER_MINUTE; i < requests.size(); i++) {
            assertThat(requests.get(i) - requests.get(i - PAGES_PER_MINUTE)).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Property(tries = 10)
    void noMinuteHasMoreRequestsThanTheBudgetAndUsualScansComeBackHoweverManyPagesFailFarBack(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 200) int failures,
            @ForAll @IntRange(min = 0, max = 1000) int failuresFarBack,
            @ForAll @IntRange(min = 0, max = 300) int lookedOutFor) {
        begin(seed, failures, failuresFarBack, lookedOutFor);
        mostFailuresInARow = Integer.MAX_VALUE;
        ActivityScan scan = newScan();

        scan(3 * 60 * 60, scan);
        assertThatTheBudgetHolds();

        mostFailuresInARow = 0;
        isOver = true;
        long over = clock.millis();
        scan(60 * 60, scan);
        assertThatTheBudgetHolds();
        assertThat(requests).filteredOn(at -> at > over).isNotEmpty();
        assertThat(seen.get(0)).isGreaterThan(clock.millis() - 15 * MINUTE);
    }
}
