package io.github.cheevoherald.rota.simulation;

import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * The list of everybody on the site, last active first, in the order of the last full minute; players of the same minute
 * are in no order. Most of them are strangers.
 */
final class SimulatedUserList implements ActivitySource {
    private static final int PAGE = 100;
    private static final long MINUTE = 60_000;

    /** Those whose last sign of life is longer ago are left out: nobody reads so far. */
    private static final int MINUTES = 10;

    /** How long a stranger stays, so that one in ninety leaves in each minute. */
    private static final int SESSION_MINUTES = 90;

    private static final int STRANGER = -1;
    private static final String STRANGERS = "stranger";

    private final List<TracedActivity> traced = new ArrayList<>();
    private final int siteActive;
    private final Clock clock;
    private final long pointsLag;
    private int[] order = {};
    private int[] minutesAgo = {};
    private long orderedAt = Long.MIN_VALUE;

    SimulatedUserList(Trace trace, int siteActive, Duration pointsLag, Clock clock) {
        this.siteActive = siteActive;
        this.clock = clock;
        this.pointsLag = pointsLag.toMillis();
        for (Trace.Player player : trace.players()) {
            traced.add(new TracedActivity(player));
        }
    }

    /** The traced player of this id; empty for a stranger. */
    static OptionalInt player(String ulid) {
        return ulid.equals(STRANGERS) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(ulid));
    }

    @Override
    public Optional<Page> ask(int offset) {
        long now = clock.millis();
        order(now - Math.floorMod(now, MINUTE));
        List<Mark> marks = new ArrayList<>();
        for (int i = offset; i < Math.min(offset + PAGE, order.length); i++) {
            marks.add(order[i] == STRANGER ? stranger(i) : tracedMark(order[i], now));
        }
        return Optional.of(new Page(order.length, marks));
    }

    private Mark stranger(int place) {
        long within = place * 17L * 997 % MINUTE;
        return new Mark(
                STRANGERS, new Points(0, 0), Instant.ofEpochMilli(orderedAt - minutesAgo[place] * MINUTE - within));
    }

    private Mark tracedMark(int player, long now) {
        TracedActivity activity = traced.get(player);
        return new Mark(
                SimulatedSite.ulid(player),
                new Points(0, activity.points(now - pointsLag)),
                Instant.ofEpochMilli(activity.lastActive(now)));
    }

    private void order(long minute) {
        if (minute == orderedAt) {
            return;
        }
        orderedAt = minute;
        List<List<Integer>> byMinute = tracedByMinute(minute);
        int strangers = Math.max(
                0, siteActive - byMinute.get(0).size() - byMinute.get(1).size());
        SplittableRandom random = new SplittableRandom(minute);
        List<Integer> all = new ArrayList<>();
        List<Integer> minutes = new ArrayList<>();
        for (int ago = 0; ago < MINUTES; ago++) {
            List<Integer> group = byMinute.get(ago);
            int more = ago < 2 ? (strangers + ago) / 2 : strangers / SESSION_MINUTES;
            group.addAll(Collections.nCopies(more, STRANGER));
            shuffle(group, random);
            all.addAll(group);
            minutes.addAll(Collections.nCopies(group.size(), ago));
        }
        order = all.stream().mapToInt(Integer::intValue).toArray();
        minutesAgo = minutes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The traced players by how many minutes before the given time they last showed activity. */
    private List<List<Integer>> tracedByMinute(long minute) {
        List<List<Integer>> byMinute = new ArrayList<>();
        for (int i = 0; i < MINUTES; i++) {
            byMinute.add(new ArrayList<>());
        }
        for (int player = 0; player < traced.size(); player++) {
            long last = traced.get(player).lastActive(minute - 1);
            if (last > minute - MINUTES * MINUTE) {
                byMinute.get((int) ((minute - 1 - last) / MINUTE)).add(player);
            }
        }
        return byMinute;
    }

    private static void shuffle(List<Integer> players, SplittableRandom random) {
        for (int i = players.size() - 1; i > 0; i--) {
            Collections.swap(players, i, random.nextInt(i + 1));
        }
    }
}
