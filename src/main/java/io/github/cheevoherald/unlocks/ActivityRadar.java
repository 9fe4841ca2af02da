package io.github.cheevoherald.unlocks;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches everybody in an {@link ActivitySource} round after round and says whose mark moved. What it remembers is lost
 * with the process, on purpose: the first round then is a new baseline, and what moved in between is found by the
 * polls, which go on where they were; keeping the marks would cost a row a player a round to win half a minute once.
 */
public final class ActivityRadar {
    private static final Logger log = LoggerFactory.getLogger(ActivityRadar.class);

    /** A round is not begun more often than this. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    /** Of all requests at most this part: 20 pages (10,000 players) then make a round of one minute. */
    private static final double MOST_OF_BUDGET = 1.0 / 3;

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
    private volatile long nextAt;

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
        if (clock.millis() < nextAt || !lock.tryLock()) {
            return false;
        }
        try {
            if (clock.millis() < nextAt) {
                return false;
            }
            if (offset == 0) {
                roundBeganAt = clock.millis();
                pages = 0;
            }
            Optional<ActivitySource.Page> page = source.ask(offset);
            page.ifPresentOrElse(this::read, this::failed);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void read(ActivitySource.Page page) {
        failures = 0;
        pages++;
        offset += page.marks().size();
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
        if (page.marks().isEmpty() || offset >= page.total()) {
            endRound();
        } else {
            int perPage = page.marks().size();
            int pagesInAll = pages + (page.total() - offset + perPage - 1) / perPage;
            nextAt = roundBeganAt + length(pagesInAll) * pages / pagesInAll;
        }
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
        if (ulids.size() != covered.size()) {
            log.info("The account of the API key follows {} players, whose points show when to ask", ulids.size());
        }
        covered = ulids;
        listener.covers(ulids);
    }
}
