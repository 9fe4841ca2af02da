package io.github.cheevoherald.rota;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads an {@link ActivitySource} in rounds and reports whose mark moved. The marks are lost when the process ends, on
 * purpose: the first round is a new baseline, and polls find whatever happened in between. Storing them would cost a
 * row per player and round, to gain half a minute once.
 */
public final class ActivityRadar extends ListReader {
    /** The shortest time between the starts of two rounds. */
    private static final Duration MIN_ROUND = Duration.ofSeconds(30);

    /**
     * The share of all requests that rounds may take: up to 5 pages every 30 s, and 20 pages (10,000 players) every two
     * minutes. On a busy evening, another request for the radar is one less for a player it found.
     */
    private static final double MAX_BUDGET_SHARE = 1.0 / 6;

    /**
     * The list starts with the players who were active last, and a player who starts to play soon moves to its front.
     * When a round takes long, the front is read every 30 s besides, page after page while this fraction of a page moved.
     */
    private static final double WORTH_READING_ON = 1.0 / 50;

    /** The wait between two rounds while nobody is followed. */
    private static final Duration EMPTY_ROUND = Duration.ofMinutes(30);

    /** A player who moves from one page to another may be missed by one round, but hardly by three. */
    private static final int ROUNDS_REMEMBERED = 3;

    private static final int FAILURES_FORGIVEN = 3;

    /** Receives what the radar sees. */
    public interface Listener {
        /** These players' marks moved: a poll will probably find an unlock. */
        void moved(Set<String> ulids);

        /** The radar watches these players and no others. */
        void covers(Set<String> ulids);
    }

    private final ActivitySource source;
    private final Listener listener;
    private final Clock clock;
    private final double millisPerRequest;
    private final Map<String, Seen> seen = new HashMap<>();
    private Set<String> covered = Set.of();
    private long round = 1;
    private int offset;
    private int pages;
    private long roundBeganAt;
    private int front;
    private volatile long nextAt;
    private volatile long nextFrontAt = Long.MAX_VALUE;

    private record Seen(Points points, long round) {}

    /** Watches with a share of the given budget. */
    public ActivityRadar(ActivitySource source, Listener listener, int requestsPerMinute, Clock clock) {
        this.source = source;
        this.listener = listener;
        this.clock = clock;
        this.millisPerRequest = 60_000.0 / requestsPerMinute;
    }

    @Override
    boolean isTime() {
        return clock.millis() >= Math.min(nextAt, nextFrontAt);
    }

    @Override
    boolean ask() {
        if (clock.millis() >= nextAt) {
            askForTheRound();
        } else {
            askForTheFront();
        }
        return true;
    }

    private void askForTheRound() {
        if (offset == 0) {
            roundBeganAt = clock.millis();
            pages = 0;
        }
        source.ask(offset).ifPresentOrElse(this::readOfTheRound, this::failed);
    }

    private void readOfTheRound(ActivitySource.Page page) {
        read(page);
        pages++;
        boolean first = offset == 0;
        offset += page.marks().size();
        if (page.marks().isEmpty() || offset >= page.total()) {
            endRound();
        } else {
            int perPage = page.marks().size();
            int pagesInAll = pages + (page.total() - offset + perPage - 1) / perPage;
            nextAt = roundBeganAt + length(pagesInAll) * pages / pagesInAll;
            if (first) {
                front = 0;
                boolean slow = length(pagesInAll) > MIN_ROUND.toMillis();
                nextFrontAt = slow ? roundBeganAt + MIN_ROUND.toMillis() : Long.MAX_VALUE;
            }
        }
    }

    private void askForTheFront() {
        source.ask(front).ifPresentOrElse(this::readOfTheFront, this::failed);
    }

    private void readOfTheFront(ActivitySource.Page page) {
        int moved = read(page);
        int perPage = page.marks().size();
        if (moved > perPage * WORTH_READING_ON && front + perPage < page.total()) {
            front += perPage;
        } else {
            front = 0;
            nextFrontAt = clock.millis() + MIN_ROUND.toMillis();
        }
    }

    private int read(ActivitySource.Page page) {
        answered();
        Set<String> moved = new HashSet<>();
        for (ActivitySource.Mark mark : page.marks()) {
            Seen before = seen.put(mark.ulid(), new Seen(mark.points(), round));
            if (before != null && !before.points().equals(mark.points())) {
                moved.add(mark.ulid());
            }
        }
        if (!moved.isEmpty()) {
            listener.moved(moved);
        }
        return moved.size();
    }

    private void endRound() {
        seen.values().removeIf(mark -> mark.round() <= round - ROUNDS_REMEMBERED);
        cover(Set.copyOf(seen.keySet()));
        round++;
        offset = 0;
        nextAt = roundBeganAt + (seen.isEmpty() ? EMPTY_ROUND.toMillis() : length(pages));
    }

    /** The time for a round of this many pages, which are spread evenly over it. */
    private long length(int pagesInAll) {
        return Math.max(MIN_ROUND.toMillis(), (long) (pagesInAll * millisPerRequest / MAX_BUDGET_SHARE));
    }

    @Override
    void rest(Duration pause, int failedInARow) {
        offset = 0;
        nextFrontAt = Long.MAX_VALUE;
        nextAt = clock.millis() + pause.toMillis();
        if (failedInARow == FAILURES_FORGIVEN) {
            cover(Set.of());
        }
    }

    private void cover(Set<String> ulids) {
        if (ulids.equals(covered)) {
            return;
        }
        covered = ulids;
        listener.covers(ulids);
    }
}
