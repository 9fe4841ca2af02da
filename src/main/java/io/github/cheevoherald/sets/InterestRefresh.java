package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.resilience.Backoff;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.PlayedGame;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, one player at a time, what each player of a server that wants news of sets has played and completed (soon after
 * the registration, and weekly) and which sets they requested (daily).
 */
public final class InterestRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(InterestRefresh.class);
    private static final Backoff AFTER_FAILURES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1), 1);

    /** Never long: as long as the next try is near, news of sets wait for it. */
    private static final Backoff WITHOUT_AN_ANSWER = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(8), 1);

    private final GameInterests interests;
    private final PlayerLists site;
    private final Clock clock;
    private final Reading games;
    private final Reading requests;

    public InterestRefresh(GameInterests interests, PlayerLists site, Clock clock) {
        this.interests = interests;
        this.site = site;
        this.clock = clock;
        games = new Reading(interests::putOffGames, GameInterests.GAMES_KEPT, new ConcurrentHashMap<>());
        requests = new Reading(interests::putOffRequests, GameInterests.REQUESTS_KEPT, new ConcurrentHashMap<>());
    }

    /**
     * One of the lists that every player has.
     *
     * @param failures in a row, by player
     */
    private record Reading(BiConsumer<Player, Instant> putOff, Duration kept, Map<Long, Integer> failures) {
        Duration failed(Player player, Backoff pauses) {
            return pauses.ceiling(failures.merge(player.id(), 1, Integer::sum));
        }
    }

    /** What a player has played and completed. */
    private record Games(Set<Long> played, Set<Long> completed) {}

    /** Reads the games of the player who is due, if one is. Blocks while the site is asked. */
    public void readGames() {
        Optional<Player> due = interests.gamesDue(clock.instant());
        if (due.isEmpty()) {
            return;
        }
        Player player = due.get();
        Outcome<Games> outcome = site.played()
                .apply(player.ulid())
                .flatMap(played -> site.completed().apply(player).map(completed -> games(played, completed)));
        settle(
                player,
                games,
                outcome.map(found ->
                        () -> interests.gamesRead(player, found.played(), found.completed(), clock.instant())));
    }

    private static Games games(List<PlayedGame> played, Set<Long> completed) {
        return new Games(played.stream().map(PlayedGame::gameId).collect(Collectors.toSet()), completed);
    }

    /** Reads the requests of the player who is due, if one is. Blocks while the site is asked. */
    public void readRequests() {
        Optional<Player> due = interests.requestsDue(clock.instant());
        if (due.isEmpty()) {
            return;
        }
        Player player = due.get();
        settle(
                player,
                requests,
                site.requestedSets()
                        .apply(player.ulid())
                        .map(requested -> () -> interests.requestsRead(player, requested, clock.instant())));
    }

    /** A failure may concern this player alone, who then holds up nobody else. */
    private void settle(Player player, Reading list, Outcome<Runnable> outcome) {
        Duration pause = outcome.fold(new Outcome.Cases<Runnable, Duration>(
                found -> recorded(player, list, found.value()),
                missing -> list.kept(),
                refusedKey -> Duration.ZERO,
                throttled -> Duration.ZERO,
                unavailable -> list.failed(player, WITHOUT_AN_ANSWER),
                forbidden -> list.failed(player, AFTER_FAILURES),
                malformed -> list.failed(player, AFTER_FAILURES)));
        if (!pause.isZero() && !Thread.currentThread().isInterrupted()) {
            list.putOff().accept(player, clock.instant().plus(pause));
        }
    }

    private static Duration recorded(Player player, Reading list, Runnable recording) {
        try {
            recording.run();
            list.failures().remove(player.id());
            return Duration.ZERO;
        } catch (RuntimeException e) {
            if (Database.isOutage(e)) {
                throw e;
            }
            LOG.error("What {} plays couldn't be recorded: {}", player.name(), StoreException.reason(e));
            LOG.debug("The failure", e);
            return list.failed(player, AFTER_FAILURES);
        }
    }
}
