package io.github.cheevoherald.rota;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Watches everybody in an {@link ActivitySource} round after round and says whose mark moved. What it remembers is lost
 * with the process, on purpose: the first round then is a new baseline, and what moved in between is found by the
 * polls, which go on where they were; keeping the marks would cost a row a player a round to win half a minute once.
 */
public final class ActivityRadar {
    /** A round is not begun more often than this. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    /**
     * Rounds take at most this part of all requests: up to 5 pages every 30 s, and 20 pages (10,000 players) every two
     * minutes. In an evening of so many players every request more for the radar is one less for whom it found.
     */
    private static final double MOST_OF_BUDGET = 1.0 / 6;

    /**
     * The list begins with who was active last. When a round takes long its front is looked at every 30 s beside it,
     * page after page while at least so many of a page moved: who plays is there, and who begins to soon comes there.
     */
    private static final double WORTH_READING_ON = 1.0 / 50;

    /** Nobody is followed: somebody may be later, but that is not worth more than this. */
    private static final Duration NOBODY_THERE = Duration.ofMinutes(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** A player may change places between two pages and be missed by a round, hardly by three. */
    private static final int ROUNDS_REMEMBERED = 3;

    private static final int FAILURES_FORGIVEN = 3;

    /** Who is told. */
    public interface Listener {
        /** These players' marks moved: most likely there is an unlock to be found. */
        void moved(Set<String> ulids);

        /** Exactly these players are watched. */
        void covers(Set<String> ulids);
    }

    private final ActivitySource source;
    private final Listener listener;
    private final Clock clock;
    private final double millisPerRequest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Seen> seen = new HashMap<>();
    private Set<String> covered = Set.of();
    private long round = 1;
    private int offset;
    private int pages;
    private int failures;
    private long roundBeganAt;
    private int front;
    private volatile long nextAt;
    private volatile long nextFrontAt = Long.MAX_VALUE;

    private record Seen(String state, long round) {}

    /** Watches with a part of the given budget. */
    public ActivityRadar(ActivitySource source, Listener listener, int requestsPerMinute, Clock clock) {
        this.source = source;
        this.listener = listener;
        this.clock = clock;
        this.millisPerRequest = 60_000.0 / requestsPerMinute;
    }

    /**
     * Asks for the next page if it is time to. Blocks while the site is asked.
     *
     * @return whether a request was sent
     */
    public boolean askNext() {
        if (!isTime() || !lock.tryLock()) {
            return false;
        }
        try {
            if (!isTime()) {
                return false;
            }
            if (clock.millis() >= nextAt) {
                askForTheRound();
            } else {
                askForTheFront();
            }
            return true;
        } catch (RuntimeException | Error e) {
            // Else the same page would be asked for again at once, and for ever.
            failed();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTime() {
        return clock.millis() >= Math.min(nextAt, nextFrontAt);
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
                boolean slow = length(pagesInAll) > ROUND.toMillis();
                nextFrontAt = slow ? roundBeganAt + ROUND.toMillis() : Long.MAX_VALUE;
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
            nextFrontAt = clock.millis() + ROUND.toMillis();
        }
    }

    private int read(ActivitySource.Page page) {
        failures = 0;
        Set<String> moved = new HashSet<>();
        for (ActivitySource.Mark mark : page.marks()) {
            Seen before = seen.put(mark.ulid(), new Seen(mark.state(), round));
            if (before != null && !before.state().equals(mark.state())) {
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
        nextAt = roundBeganAt + (seen.isEmpty() ? NOBODY_THERE.toMillis() : length(pages));
    }

    /** How long a round of so many pages takes, pages being asked for evenly over it. */
    private long length(int pagesInAll) {
        return Math.max(ROUND.toMillis(), (long) (pagesInAll * millisPerRequest / MOST_OF_BUDGET));
    }

    private void failed() {
        failures++;
        offset = 0;
        nextFrontAt = Long.MAX_VALUE;
        long pause = Math.min(LONGEST_PAUSE.toMillis(), ROUND.toMillis() << Math.min(failures - 1, 10));
        nextAt = clock.millis() + pause;
        if (failures == FAILURES_FORGIVEN) {
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
