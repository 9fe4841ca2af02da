package io.github.cheevoherald.rota.simulation;

import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Shows a trace as RetroAchievements would: a player's unlocks, and a list of the followed players' points, last active
 * first. The points may change some time after the unlock.
 */
final class SimulatedSite implements ActivitySource {
    private static final int PAGE = 500;
    private static final long MINUTE = 60_000;

    private final Trace trace;
    private final Clock clock;
    private final long pointsLag;
    private final int[] shown;
    private final int[] points;
    private final int[] lastActiveFirst;
    private final LinkedHashSet<Integer> active = new LinkedHashSet<>();
    private long orderedAt;
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>((a, b) -> Long.compare(a.visibleAt(), b.visibleAt()));

    private record Coming(int place, int index, long visibleAt) {}

    SimulatedSite(Trace trace, double followed, Duration pointsLag, Clock clock) {
        this.trace = trace;
        this.clock = clock;
        this.pointsLag = pointsLag.toMillis();
        this.shown = new int[trace.players().size()];
        this.points = new int[shown.length];
        this.lastActiveFirst = followed(shown.length, followed);
        for (int player : lastActiveFirst) {
            await(player, 0);
        }
    }

    /** Every n-th player, so that the followed ones come from all over the file, however it is sorted. */
    private static int[] followed(int players, double part) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            if (Math.floor((i + 1) * part + 1e-9) > Math.floor(i * part + 1e-9)) {
                chosen.add(i);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The unlocks that this poll is the first to show. */
    List<Trace.Unlock> poll(int player) {
        int from = shown[player];
        shown[player] = visible(player, from, clock.millis());
        return trace.players().get(player).unlocks().subList(from, shown[player]);
    }

    /** The number of a player's unlocks visible at the given time, starting from an earlier count. */
    private int visible(int player, int before, long at) {
        List<Trace.Unlock> all = trace.players().get(player).unlocks();
        int count = before;
        while (count < all.size() && all.get(count).visibleAt() <= at) {
            count++;
        }
        return count;
    }

    @Override
    public Optional<Page> ask(int offset) {
        while (!coming.isEmpty() && coming.peek().visibleAt() <= clock.millis()) {
            Coming next = coming.remove();
            order(next.visibleAt());
            active.remove(next.place());
            active.add(next.place());
            await(next.place(), next.index() + 1);
        }
        order(clock.millis());
        List<Mark> marks = new ArrayList<>();
        for (int i = offset; i < Math.min(offset + PAGE, lastActiveFirst.length); i++) {
            int player = lastActiveFirst[i];
            points[player] = visible(player, points[player], clock.millis() - pointsLag);
            marks.add(new Mark(ulid(player), new Points(0, points[player])));
        }
        return Optional.of(new Page(lastActiveFirst.length, marks));
    }

    static String ulid(int player) {
        return Integer.toString(player);
    }

    private void await(int player, int index) {
        List<Trace.Unlock> unlocks = trace.players().get(player).unlocks();
        if (index < unlocks.size()) {
            coming.add(new Coming(player, index, unlocks.get(index).visibleAt()));
        }
    }

    /** The points are always current, but the list is sorted by last activity only once a minute. */
    private void order(long now) {
        if (now / MINUTE == orderedAt / MINUTE) {
            return;
        }
        orderedAt = now;
        if (active.isEmpty()) {
            return;
        }
        int[] before = lastActiveFirst.clone();
        int at = active.size();
        for (int player : active) {
            lastActiveFirst[--at] = player;
        }
        at = active.size();
        for (int player : before) {
            if (!active.contains(player)) {
                lastActiveFirst[at++] = player;
            }
        }
        active.clear();
    }
}
