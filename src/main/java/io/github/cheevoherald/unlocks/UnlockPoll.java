package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Backoff;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks about one player and has the complete answer recorded. An answer that is not complete changes nothing. */
public final class UnlockPoll {
    private static final Logger log = LoggerFactory.getLogger(UnlockPoll.class);
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(2);
    private static final Backoff AFTER_BAD_ANSWER = new Backoff(Duration.ofSeconds(4), Duration.ofMinutes(10));
    private static final Backoff AFTER_SILENCE = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));

    private final RetroAchievements site;
    private final PollSchedule schedule;
    private final UnlockRecorder recorder;
    private final PollSettings settings;
    private final Clock siteClock;
    private final Runnable added;
    private final RandomGenerator random = new Random();

    /**
     * @param siteClock RetroAchievements' time
     * @param added told when announcements were added to the outbox
     */
    public UnlockPoll(
            RetroAchievements site,
            PollSchedule schedule,
            UnlockRecorder recorder,
            PollSettings settings,
            Clock siteClock,
            Runnable added) {
        this.site = site;
        this.schedule = schedule;
        this.recorder = recorder;
        this.settings = settings;
        this.siteClock = siteClock;
        this.added = added;
    }

    /**
     * Asks about the player whose turn it is. Blocks while the site is asked.
     *
     * @return whether it was anybody's turn
     */
    public boolean pollNext() {
        Optional<DuePoll> due = schedule.pick();
        due.ifPresent(this::poll);
        return due.isPresent();
    }

    private void poll(DuePoll due) {
        PollWindow window = PollWindow.of(due, settings, siteClock.instant());
        Outcome<List<RecentUnlock>> outcome = ask(due.player().ulid(), window);
        if (outcome instanceof Outcome.Found<List<RecentUnlock>> found) {
            if (recorder.record(due, window, found.value()) > 0) {
                added.run();
            }
            return;
        }
        Backoff backoff = outcome instanceof Outcome.Malformed ? AFTER_BAD_ANSWER : AFTER_SILENCE;
        if (outcome instanceof Outcome.Malformed<List<RecentUnlock>> malformed && due.failures() == 0) {
            log.warn(
                    "The answer about {} cannot be read ({}); asking again",
                    due.player().name(),
                    malformed.reason());
        }
        schedule.failed(due, backoff.after(due.failures() + 1, random));
    }

    private Outcome<List<RecentUnlock>> ask(String ulid, PollWindow window) {
        Outcome<List<RecentUnlock>> outcome = site.recentUnlocks(ulid, window.minutes());
        if (outcome instanceof Outcome.Found<List<RecentUnlock>> found
                && found.value().size() >= RetroAchievements.MOST_UNLOCKS) {
            return askOn(ulid, found.value(), window);
        }
        return outcome;
    }

    /** A full answer holds the oldest rows of the window: what follows is asked for from its newest date on. */
    private Outcome<List<RecentUnlock>> askOn(String ulid, List<RecentUnlock> first, PollWindow window) {
        List<RecentUnlock> all = new ArrayList<>(first);
        Set<UnlockDetector.Key> keys = new HashSet<>();
        first.forEach(row -> keys.add(UnlockDetector.Key.of(row)));
        Instant from = newest(first);
        while (true) {
            Instant to = siteClock.instant().plus(CLOCK_MARGIN);
            Outcome<List<RecentUnlock>> outcome = site.unlocksBetween(ulid, from, to);
            if (!(outcome instanceof Outcome.Found<List<RecentUnlock>> found)) {
                return outcome;
            }
            boolean progress = false;
            for (RecentUnlock row : found.value()) {
                if (keys.add(UnlockDetector.Key.of(row))) {
                    all.add(row);
                    progress = true;
                }
            }
            if (found.value().size() < RetroAchievements.MOST_UNLOCKS) {
                return new Outcome.Found<>(all);
            }
            from = progress ? newest(found.value()) : from.plusSeconds(1);
            if (from.isAfter(window.siteNow().plus(CLOCK_MARGIN.multipliedBy(2)))) {
                return new Outcome.Malformed<>("its dates lie in the future");
            }
        }
    }

    private static Instant newest(List<RecentUnlock> rows) {
        Instant newest = Instant.MIN;
        for (RecentUnlock row : rows) {
            newest = row.date().isAfter(newest) ? row.date() : newest;
        }
        return newest;
    }
}
