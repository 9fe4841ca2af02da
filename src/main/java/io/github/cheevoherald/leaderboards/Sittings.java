package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.leaderboards.Sitting.SittingGame;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.players.PendingRegistration;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.ActivePlayer;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The sittings under way of players whose scores are announced somewhere. A sitting begins with an unlock or another sign
 * of play, goes on while the player is active, and is over after a quarter of an hour, nearly, without either.
 */
public final class Sittings {
    /**
     * A sitting is over after this time. Longer than it takes from one reading of the list of who is active to the next,
     * in which a player's sign may be two minutes old; short enough that a score is announced a quarter of an hour after
     * the last sign.
     */
    static final Duration QUIET = Duration.ofMinutes(13);

    /** We know the site's time only to within two seconds, so a sign this close to a reading may follow it. */
    private static final Duration NEAR_A_READING = Duration.ofSeconds(5);

    /** The site dates what an emulator shows; opening its pages makes a player active, too, but begins no sitting. */
    private static final Duration PLAYS_NOW = Duration.ofMinutes(15);

    static final String WANTED = Players.ANNOUNCED_LINKS + " AND f.kind = '" + ScoreAnnouncement.KIND + "'";

    /** Whose scores are announced somewhere, and whom the site has neither banned nor lost before {@code :givenUp}. */
    private static final String PLAYERS = "SELECT p.player_id FROM players p"
            + " WHERE (p.gone_since_ms IS NULL OR (p.banned = 0 AND p.gone_since_ms > :givenUp))"
            + " AND p.player_id IN (SELECT r.player_id " + WANTED + ")";

    /** A server whose member the site hasn't confirmed yet wants the scores, too; but the others don't wait for ever. */
    private static final Duration WAITS_FOR_REGISTRATIONS = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final Clock siteClock;

    /** @param clock our own */
    public Sittings(Database database, Clock clock, Clock siteClock) {
        this.database = database;
        this.clock = clock;
        this.siteClock = siteClock;
    }

    /** Moves stored times that lie too far in the future to where they can be. Call it once at the start. */
    public void adoptTime(Instant now) {
        long latest = now.plus(QUIET).toEpochMilli();
        database.useTransactionAlone(handle ->
                handle.execute("UPDATE sitting_games SET read_at_ms = ? WHERE read_at_ms > ?", latest, latest));
    }

    /** Takes in a player's new unlocks, in the transaction that records them. */
    public void unlocked(Handle handle, long playerId, List<RecentUnlock> unlocks) {
        Map<Long, Instant> latest = new HashMap<>();
        for (RecentUnlock unlock : unlocks) {
            if (!unlock.isEvent()) {
                latest.merge(unlock.gameId(), unlock.date(), (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        latest.forEach((gameId, date) -> played(handle, playerId, gameId, date));
    }

    /** Takes in what the list of who is active shows. */
    void active(Map<String, Long> idByUlid, Collection<ActivePlayer> players) {
        if (players.isEmpty()) {
            return;
        }
        database.useUnsyncedTransaction(handle -> {
            for (ActivePlayer player : players) {
                Long playerId = idByUlid.get(player.ulid());
                if (playerId != null && player.lastActivityAt() != null) {
                    active(handle, playerId, player, player.lastActivityAt());
                }
            }
        });
    }

    private void active(Handle handle, long playerId, ActivePlayer player, Instant at) {
        boolean plays = player.playedAt() != null && player.playedAt().isAfter(at.minus(PLAYS_NOW));
        if (plays && player.gameId() != null) {
            played(handle, playerId, player.gameId(), at);
        } else {
            handle.execute(
                    "UPDATE sitting_games SET read_at_ms = ? WHERE player_id = ? AND read_at_ms < ?",
                    readAt(at),
                    playerId,
                    readAt(at));
        }
    }

    /**
     * What precedes the link or the feed is no sitting, since nothing of it would be announced; nor is what precedes the
     * last reading of the scores, unless a wrong time dated that in the future.
     */
    private void played(Handle handle, long playerId, long gameId, Instant at) {
        handle.createUpdate("INSERT INTO sitting_games (player_id, game_id, read_at_ms)"
                        + " SELECT :player, :game, :readAt WHERE EXISTS (SELECT 1 " + WANTED + """
                             AND r.player_id = :player AND r.registered_at < :at AND f.begun_at < :at)
                            AND NOT EXISTS (SELECT 1 FROM score_reads WHERE player_id = :player AND game_id = :game
                                AND read_at > :at + :near AND read_at <= :now + :near)
                        ON CONFLICT (player_id, game_id) DO UPDATE SET read_at_ms = CASE
                            WHEN excluded.read_at_ms > sitting_games.read_at_ms THEN excluded.read_at_ms
                            ELSE sitting_games.read_at_ms END
                        """)
                .bind("player", playerId)
                .bind("game", gameId)
                .bind("readAt", readAt(at))
                .bind("at", at.getEpochSecond())
                .bind("near", NEAR_A_READING.toSeconds())
                .bind("now", siteClock.instant().getEpochSecond())
                .execute();
    }

    /** When to read the scores of somebody who shows no sign of play after the given one, by our own clock. */
    private long readAt(Instant sign) {
        Duration ago = Duration.between(sign, siteClock.instant());
        return clock.instant()
                .plus(QUIET)
                .minus(ago.isNegative() ? Duration.ZERO : ago)
                .toEpochMilli();
    }

    /** Whose scores are announced somewhere, by ULID. */
    Map<String, Long> players() {
        Map<String, Long> idByUlid = new HashMap<>();
        database.<List<?>>read(
                handle -> handle.createQuery("SELECT ulid, player_id FROM players WHERE player_id IN (" + PLAYERS + ")")
                        .bind("givenUp", givenUp())
                        .map((row, context) -> idByUlid.put(row.getString(1), row.getLong(2)))
                        .list());
        return idByUlid;
    }

    /** The sitting that was over first and whose scores weren't read yet. */
    Optional<Sitting> over() {
        Instant siteTime = siteClock.instant();
        return database.read(handle -> handle.createQuery("SELECT s.player_id FROM sitting_games s"
                        + " JOIN players p ON p.player_id = s.player_id WHERE NOT " + PendingRegistration.WAITS
                        + " GROUP BY s.player_id HAVING MAX(s.read_at_ms) <= :now"
                        + " ORDER BY MAX(s.read_at_ms), s.player_id LIMIT 1")
                .bind("now", clock.millis())
                .bind("from", siteTime.minus(WAITS_FOR_REGISTRATIONS).getEpochSecond())
                .bind("until", siteTime.getEpochSecond())
                .mapTo(Long.class)
                .findOne()
                .map(playerId -> sitting(handle, playerId)));
    }

    private static Sitting sitting(Handle handle, long playerId) {
        List<SittingGame> games = handle.createQuery(
                        "SELECT game_id, read_at_ms FROM sitting_games WHERE player_id = ? ORDER BY game_id")
                .bind(0, playerId)
                .map((row, context) -> new SittingGame(row.getLong(1), row.getLong(2)))
                .list();
        int failures = handle.createQuery("SELECT MAX(failures) FROM sitting_games WHERE player_id = ?")
                .bind(0, playerId)
                .mapTo(Integer.class)
                .one();
        return new Sitting(
                handle.createQuery("SELECT * FROM players WHERE player_id = ?")
                        .bind(0, playerId)
                        .map(Players::player)
                        .one(),
                games,
                failures);
    }

    /** Forgets the sittings of players whose scores are announced nowhere any more, or whom the site lost for good. */
    void forgetUnwanted() {
        database.useTransaction(
                handle -> handle.createUpdate("DELETE FROM sitting_games WHERE player_id NOT IN (" + PLAYERS + ")")
                        .bind("givenUp", givenUp())
                        .execute());
    }

    private long givenUp() {
        return clock.instant().minus(Players.GIVEN_UP_AFTER).toEpochMilli();
    }

    /** Ends a sitting in the transaction that records its scores; whoever has played on since has another. */
    void end(Handle handle, Sitting sitting) {
        for (SittingGame game : sitting.games()) {
            handle.execute(
                    "DELETE FROM sitting_games WHERE player_id = ? AND game_id = ? AND read_at_ms = ?",
                    sitting.player().id(),
                    game.gameId(),
                    game.readAtMillis());
        }
    }

    /** Puts a sitting off after a failure. */
    void putOff(Sitting sitting, Duration pause) {
        long until = clock.instant().plus(pause).toEpochMilli();
        database.useTransaction(handle -> handle.execute(
                "UPDATE sitting_games SET read_at_ms = ?, failures = failures + 1 WHERE player_id = ? AND read_at_ms <= ?",
                until,
                sitting.player().id(),
                until));
    }
}
