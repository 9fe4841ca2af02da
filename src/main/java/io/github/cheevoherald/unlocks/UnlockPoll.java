package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.CompleteUnlocks;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.unlocks.schedule.DuePoll;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one player and has the complete answer recorded. An incomplete answer changes nothing. */
public final class UnlockPoll {
    private static final Logger log = LoggerFactory.getLogger(UnlockPoll.class);
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(2);

    /** Smaller differences are latency and rounding to whole seconds. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private static final Backoff AFTER_BAD_ANSWER = new Backoff(Duration.ofSeconds(4), Duration.ofMinutes(10));
    private static final Backoff AFTER_SILENCE = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2));

    private final RetroAchievements site;
    private final PollSchedule schedule;
    private final PollRecording recording;
    private final PollSettings settings;
    private final Clock siteClock;
    private final RandomGenerator random = new Random();

    public UnlockPoll(
            RetroAchievements site,
            PollSchedule schedule,
            PollRecording recording,
            PollSettings settings,
            Clock siteClock) {
        this.site = site;
        this.schedule = schedule;
        this.recording = recording;
        this.settings = settings;
        this.siteClock = siteClock;
    }

    /** Polls the next player, and blocks until the site has answered; false if nobody was due. */
    public boolean pollNext() {
        Optional<DuePoll> due = schedule.pick();
        due.ifPresent(this::poll);
        return due.isPresent();
    }

    private void poll(DuePoll due) {
        Asked asked = askWholeWindow(due);
        asked.outcome()
                .fold(new Outcome.Cases<List<RecentUnlock>, Runnable>(
                        found -> () -> succeeded(due, asked.window(), found.value()),
                        missing -> () -> failed(due, asked, AFTER_SILENCE),
                        refusedKey -> () -> failed(due, asked, AFTER_SILENCE),
                        throttled -> () -> failed(due, asked, AFTER_SILENCE),
                        unavailable -> () -> failed(due, asked, AFTER_SILENCE),
                        forbidden -> () -> failed(due, asked, AFTER_BAD_ANSWER),
                        malformed -> () -> unreadable(due, asked, malformed.reason())))
                .run();
    }

    private void succeeded(DuePoll due, PollWindow window, List<RecentUnlock> answer) {
        recording.answered(new AnsweredPoll(due, window, answer));
        logHowFarBack(due, window);
    }

    private void unreadable(DuePoll due, Asked asked, String reason) {
        boolean logged =
                due.failures() > 0 || (asked.window().sweep() && due.wide().count() > 0);
        if (!logged) {
            log.warn(
                    "The answer about {} can't be read ({}); trying again",
                    due.player().name(),
                    reason);
        }
        failed(due, asked, AFTER_BAD_ANSWER);
    }

    private void failed(DuePoll due, Asked asked, Backoff backoff) {
        schedule.failed(due, asked.window(), backoff.after(due.failures() + 1, random));
    }

    private static void logHowFarBack(DuePoll due, PollWindow window) {
        String name = due.player().name();
        if (window.putOff() && due.failures() > 0 && due.wide().count() == due.failures()) {
            log.warn(
                    "RetroAchievements only answers for {}'s latest unlocks; late ones will be looked for again later",
                    name);
        } else if (window.sweep() && due.wide().count() > 1) {
            log.info("RetroAchievements answers for {}'s late unlocks again", name);
        }
    }

    /**
     * Polls twice if the first answer doesn't reach back far enough: the request may have waited, or its answer may have
     * corrected the clock that set its window.
     */
    private Asked askWholeWindow(DuePoll due) {
        Asked asked = ask(due, Duration.ZERO);
        if (asked.fallsShort()) {
            asked = ask(due, asked.took().multipliedBy(2));
        }
        if (asked.fallsShort()) {
            return asked.with(new Outcome.Unavailable<>("the answer took too long for its window"));
        }
        Instant horizon = asked.window().siteNow().plus(CLOCK_MARGIN.multipliedBy(2));
        return asked.with(asked.outcome().flatMap(first -> complete(due.player().ulid(), first, horizon)));
    }

    /** @param horizon no unlock can have a later date */
    private Outcome<List<RecentUnlock>> complete(String ulid, List<RecentUnlock> first, Instant horizon) {
        return CompleteUnlocks.after(
                        first,
                        (continuations, from) -> from.isAfter(horizon),
                        from -> site.unlocksBetween(
                                ulid, from, siteClock.instant().plus(CLOCK_MARGIN)))
                .flatMap(all -> all.isCut()
                        ? new Outcome.Malformed<>("its dates lie in the future")
                        : new Outcome.Found<>(all.unlocks()));
    }

    private Asked ask(DuePoll due, Duration longer) {
        Instant before = siteClock.instant();
        long start = System.nanoTime();
        long minutes = PollWindow.of(due, settings, before).minutes() + longer.toMinutes();
        Outcome<List<RecentUnlock>> outcome = site.recentUnlocks(due.player().ulid(), minutes);
        Instant after = siteClock.instant();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        PollWindow window = PollWindow.of(due, settings, sentAt(before, after, took));
        return new Asked(outcome, window, after.minus(Duration.ofMinutes(minutes)), took);
    }

    /** When the request was sent by the site's clock, as known after the answer; never too late. */
    private static Instant sentAt(Instant before, Instant after, Duration took) {
        Instant sent = after.minus(took);
        return sent.isBefore(before.minus(CLOCKS_DIFFER)) ? sent : before;
    }

    /** An answer, the window that it had to cover, and the oldest date that it is sure to include. */
    private record Asked(Outcome<List<RecentUnlock>> outcome, PollWindow window, Instant reachesBackTo, Duration took) {

        boolean fallsShort() {
            return outcome.found().isPresent() && reachesBackTo.isAfter(window.from());
        }

        Asked with(Outcome<List<RecentUnlock>> other) {
            return new Asked(other, window, reachesBackTo, took);
        }
    }
}
