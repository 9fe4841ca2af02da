package io.github.cheevoherald.rota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The site's list in any order, with rows that come and go while it is read, pages that fail, and clocks that differ. */
@Apart
final class ActivityScanProperties {
    private static final int ACTIVE = 900;
    private static final int ROWS = 1500;
    private static final long MINUTE = 60_000;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:01Z");
    private final List<Integer> order = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final List<Long> requests = new ArrayList<>();
    private final List<Long> scanned = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();
    private Duration siteAhead = Duration.ZERO;
    private int failuresPerMille;
    private int mostShifted;
    private long orderedAt;

    private final ActivityScan.Listener listener = new ActivityScan.Listener() {
        @Override
        public int wanted() {
            return 400;
        }

        @Override
        public void sighted(List<ActivityScan.Sighting> players) {
            players.forEach(player -> seen.put(player.ulid(), clock.millis()));
        }

        @Override
        public void scanned(Duration untilNext) {
            scanned.add(clock.millis());
        }
    };

    private Optional<ActivitySource.Page> page(int offset) {
        requests.add(clock.millis());
        Instant site = clock.instant().plus(siteAhead);
        orderAt(site.toEpochMilli() - Math.floorMod(site.toEpochMilli(), MINUTE));
        if (random.nextInt(1000) < failuresPerMille) {
            return Optional.empty();
        }
        int from = Math.max(0, offset + (mostShifted == 0 ? 0 : random.nextInt(-mostShifted, mostShifted + 1)));
        List<ActivitySource.Mark> marks = new ArrayList<>();
        for (int place = from; place < Math.min(from + 100, ROWS); place++) {
            int player = order.get(place);
            Instant at =
                    player < ACTIVE ? site.minusMillis(random.nextInt(0, 120_000)) : site.minusSeconds(600L + player);
            marks.add(new ActivitySource.Mark("U" + player, new Points(0, 0), at));
        }
        return Optional.of(new ActivitySource.Page(ROWS, marks));
    }

    /** Active players first, in any order. */
    private void orderAt(long minute) {
        if (minute == orderedAt) {
            return;
        }
        orderedAt = minute;
        order.clear();
        for (int player = 0; player < ROWS; player++) {
            int at = player < ACTIVE ? random.nextInt(order.size() + 1) : player;
            order.add(at, player);
        }
    }

    private void watch(int minutes) {
        ActivityScan scan = new ActivityScan(this::page, listener, 30, clock);
        for (int i = 0; i < minutes * 120; i++) {
            scan.askNext();
            clock.advance(Duration.ofMillis(500));
        }
    }

    private void begin(long seed) {
        random = new SplittableRandom(seed);
        seen.clear();
        requests.clear();
        scanned.clear();
        orderedAt = 0;
        failuresPerMille = 0;
        mostShifted = 0;
        siteAhead = Duration.ZERO;
    }

    private long seenSince(Duration time) {
        return seen.entrySet().stream()
                .filter(entry -> Integer.parseInt(entry.getKey().substring(1)) < ACTIVE)
                .filter(entry -> entry.getValue() >= clock.millis() - time.toMillis())
                .count();
    }

    /** A shift of ten rows hides one player in thirty from a scan; that all of six scans miss somebody isn't to be expected. */
    @Property(tries = 50)
    void everybodyActiveIsSeenInEachFiveMinutesThoughRowsShift(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 10) int shifted,
            @ForAll @IntRange(min = -100_000, max = 100_000) int aheadSeconds) {
        begin(seed);
        mostShifted = shifted;
        siteAhead = Duration.ofSeconds(aheadSeconds);

        watch(8);

        assertThat(seenSince(Duration.ofMinutes(6))).isEqualTo(ACTIVE);
        assertThat(scanned).hasSizeBetween(7, 8);
    }

    /** Forty rows hide one player in eight from a scan, so among 900 somebody is now and then missed by six in a row. */
    @Property(tries = 20)
    void everybodyActiveIsSeenSoonerOrLaterThoughManyRowsShift(
            @ForAll long seed, @ForAll @IntRange(min = 11, max = 40) int shifted) {
        begin(seed);
        mostShifted = shifted;

        watch(18);

        assertThat(seenSince(Duration.ofMinutes(16))).isEqualTo(ACTIVE);
        assertThat(scanned).hasSizeBetween(17, 18);
    }

    @Property(tries = 50)
    void noMinuteEverHasMoreThanThirtyRequestsAndFailingPagesAreSurvived(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 1000) int failures,
            @ForAll @IntRange(min = 0, max = 100) int shifted) {
        begin(seed);
        failuresPerMille = failures;
        mostShifted = shifted;
        watch(30);

        for (long from : requests) {
            assertThat(requests.stream().filter(at -> at >= from && at < from + MINUTE))
                    .hasSizeLessThanOrEqualTo(30);
        }

        failuresPerMille = 0;
        scanned.clear();
        watch(12);
        assertThat(scanned).isNotEmpty();
        assertThat(seenSince(Duration.ofMinutes(12))).isEqualTo(ACTIVE);
    }
}
