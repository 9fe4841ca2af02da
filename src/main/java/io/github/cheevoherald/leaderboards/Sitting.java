package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.players.Player;
import java.util.List;

/** A player who has stopped playing, and the games they played. */
record Sitting(Player player, List<SittingGame> games, int failures) {
    Sitting {
        games = List.copyOf(games);
    }

    /** A game, and when its scores were to be read. */
    record SittingGame(long gameId, long readAtMillis) {}

    List<Long> gameIds() {
        return games.stream().map(SittingGame::gameId).toList();
    }
}
