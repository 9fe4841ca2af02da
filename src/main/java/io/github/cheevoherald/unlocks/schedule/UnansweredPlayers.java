package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Players whose polls keep failing, as they do when the site answers for everybody except them. */
public final class UnansweredPlayers {
    /** A single failure is no news. */
    private static final int MIN_FAILURES = 3;

    private final Database database;
    private final Clock siteClock;

    /** Measures by RetroAchievements' time, which polls are dated with. */
    public UnansweredPlayers(Database database, Clock siteClock) {
        this.database = database;
        this.siteClock = siteClock;
    }

    /** How long ago each of them was last polled successfully, by our own id; empty for never. */
    public Map<Long, Optional<Duration>> sinceAnswered() {
        Instant now = siteClock.instant();
        return database.read(handle -> handle.createQuery(
                        "SELECT player_id, polled_at FROM poll_schedule WHERE failures >= ? AND due_at_ms < ?")
                .bind(0, MIN_FAILURES)
                .bind(1, PollTurns.NEVER)
                .map((row, context) -> Map.entry(
                        row.getLong(1),
                        Optional.ofNullable(PollTurns.seconds(row, "polled_at"))
                                .map(polled -> Duration.between(polled, now))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
