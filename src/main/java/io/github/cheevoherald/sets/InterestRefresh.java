package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.PlayedGame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads, one player at a time, what each player of a server that wants news of sets has played and completed (soon after
 * the registration, and weekly) and which sets they requested (daily).
 */
public final class InterestRefresh {
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final GameInterests interests;
    private final PlayerLists site;
    private final Clock clock;

    public InterestRefresh(GameInterests interests, PlayerLists site, Clock clock) {
        this.interests = interests;
        this.site = site;
        this.clock = clock;
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
                outcome.map(
                        games -> () -> interests.gamesRead(player, games.played(), games.completed(), clock.instant())),
                until -> interests.putOffGames(player, until),
                GameInterests.GAMES_KEPT);
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
                site.requestedSets()
                        .apply(player.ulid())
                        .map(requested -> () -> interests.requestsRead(player, requested, clock.instant())),
                until -> interests.putOffRequests(player, until),
                GameInterests.REQUESTS_KEPT);
    }

    /** A failure may concern this player alone, who then holds up nobody else. */
    private void settle(Outcome<Runnable> outcome, Consumer<Instant> putOff, Duration kept) {
        Duration pause = outcome.fold(new Outcome.Cases<Runnable, Duration>(
                found -> {
                    found.value().run();
                    return Duration.ZERO;
                },
                missing -> kept,
                refusedKey -> Duration.ZERO,
                throttled -> Duration.ZERO,
                unavailable -> AFTER_FAILURE,
                forbidden -> AFTER_FAILURE,
                malformed -> AFTER_FAILURE));
        if (!pause.isZero() && !Thread.currentThread().isInterrupted()) {
            putOff.accept(clock.instant().plus(pause));
        }
    }
}
