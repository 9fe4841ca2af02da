package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads a player's scores once their sitting is over: one request for all its games. Where the second API can't be had,
 * sittings wait.
 */
public final class LeaderboardCheck {
    private static final Backoff AFTER_FAILURES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));
    private static final int MAX_AT_ONCE = 20;

    private final BiFunction<String, Collection<Long>, Outcome<ApiPage<LeaderboardEntry>>> entriesOf;
    private final SignsOfPlay signs;
    private final Sittings sittings;
    private final ScoreRecorder recorder;
    private final Clock siteClock;
    private final Runnable added;

    /** Players for whom the latest answer was empty although scores of theirs are known, and the games it was about. */
    private final Map<Long, Set<Long>> emptied = new HashMap<>();

    /** Whose scores are announced somewhere, by ULID. */
    private Map<String, Long> players = Map.of();

    /**
     * @param entriesOf asks the second API for a player's entries in some games
     * @param added run when announcements were added to the outbox
     */
    public LeaderboardCheck(
            BiFunction<String, Collection<Long>, Outcome<ApiPage<LeaderboardEntry>>> entriesOf,
            SignsOfPlay signs,
            Sittings sittings,
            ScoreRecorder recorder,
            Clock siteClock,
            Runnable added) {
        this.entriesOf = entriesOf;
        this.signs = signs;
        this.sittings = sittings;
        this.recorder = recorder;
        this.siteClock = siteClock;
        this.added = added;
    }

    /** Has signs of play kept for the next {@link #run}, even while that has to wait. */
    public void lookOut() {
        players = sittings.players();
        signs.lookFor(players.keySet());
    }

    /** Does what is due. Call it after each {@link #lookOut}, every few seconds; it blocks while the site is being asked. */
    public void run() {
        signs.handOver(seen -> sittings.active(players, seen));
        sittings.forgetUnwanted();
        for (int i = 0; i < MAX_AT_ONCE; i++) {
            Optional<Sitting> over = sittings.over();
            if (over.isEmpty() || !read(over.get())) {
                return;
            }
        }
    }

    /** True if the next sitting may follow. */
    private boolean read(Sitting sitting) {
        Instant readAt = siteClock.instant();
        Outcome<ApiPage<LeaderboardEntry>> outcome =
                entriesOf.apply(sitting.player().ulid(), sitting.gameIds());
        return outcome.fold(new Outcome.Cases<ApiPage<LeaderboardEntry>, Boolean>(
                found -> record(sitting, found.value(), readAt),
                missing -> putOff(sitting, true),
                refusedKey -> false,
                throttled -> false,
                unavailable -> putOff(sitting, false),
                forbidden -> putOff(sitting, true),
                malformed -> putOff(sitting, true)));
    }

    /** A sitting that can't be recorded goes behind the others, and is put off when that happens again. */
    private boolean record(Sitting sitting, ApiPage<LeaderboardEntry> answer, Instant readAt) {
        try {
            if (isDoubtful(sitting, answer)) {
                return putOff(sitting, true);
            }
            if (recorder.record(sitting, answer, readAt) > 0) {
                added.run();
            }
            return true;
        } catch (RuntimeException e) {
            if (!Database.isOutage(e)) {
                int before = sitting.failures();
                sittings.putOff(sitting, before == 0 ? Duration.ZERO : AFTER_FAILURES.ceiling(before));
            }
            throw e;
        }
    }

    /** An empty answer may be a fault of the site's, so one that would withdraw scores has to be repeated. */
    private boolean isDoubtful(Sitting sitting, ApiPage<LeaderboardEntry> answer) {
        Set<Long> games = Set.copyOf(sitting.gameIds());
        Set<Long> before = emptied.remove(sitting.player().id());
        boolean isRepeated = before != null && before.containsAll(games);
        if (!answer.rows().isEmpty() || isRepeated || !recorder.knowsScores(sitting)) {
            return false;
        }
        emptied.put(sitting.player().id(), games);
        return true;
    }

    /**
     * A question that always fails holds up no others. That the site has no such player may mean that the API moved; who
     * is really gone is known from the profile.
     */
    private boolean putOff(Sitting sitting, boolean goesOn) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        sittings.putOff(sitting, AFTER_FAILURES.ceiling(sitting.failures() + 1));
        return goesOn;
    }
}
