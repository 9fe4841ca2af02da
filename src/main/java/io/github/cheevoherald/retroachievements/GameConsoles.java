package io.github.cheevoherald.retroachievements;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Adds the consoles to answers of the second API that name games without them. Asks once for each game, since a game's
 * console doesn't change; where the site doesn't say it, the answers do without.
 */
public final class GameConsoles {
    private static final int MAX_KEPT = 20_000;

    private final SecondApi site;
    private final Cache<Long, String> known =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).executor(Runnable::run).build();

    public GameConsoles(SecondApi site) {
        this.site = site;
    }

    /** Keeps a game's console that came with something else. */
    public void learned(long gameId, String console) {
        if (!console.isBlank()) {
            known.put(gameId, console);
        }
    }

    /** As {@link SecondApi#gamesOf}. Blocks as the second API does. */
    public Outcome<List<AchievementGame>> gamesOf(Collection<Long> achievementIds) {
        return site.gamesOf(achievementIds).map(games -> {
            Map<Long, String> consoles =
                    of(games.stream().map(AchievementGame::gameId).toList());
            return games.stream()
                    .map(game -> game.on(consoles.getOrDefault(game.gameId(), "")))
                    .toList();
        });
    }

    /** As {@link SecondApi#leaderboardEntries}. Blocks as the second API does. */
    public Outcome<ApiPage<LeaderboardEntry>> leaderboardEntries(String ulid, Collection<Long> gameIds) {
        return site.leaderboardEntries(ulid, gameIds).map(page -> {
            Map<Long, String> consoles = of(gamesOf(page.rows()));
            List<LeaderboardEntry> entries = page.rows().stream()
                    .map(entry -> entry.on(consoleOf(entry, consoles)))
                    .toList();
            return ApiPage.whole(entries, page.skipped());
        });
    }

    private static List<Long> gamesOf(List<LeaderboardEntry> entries) {
        return entries.stream()
                .map(entry -> entry.board().game())
                .filter(Objects::nonNull)
                .map(LeaderboardEntry.Game::id)
                .toList();
    }

    private static String consoleOf(LeaderboardEntry entry, Map<Long, String> consoles) {
        LeaderboardEntry.Game game = entry.board().game();
        return game == null ? "" : consoles.getOrDefault(game.id(), "");
    }

    private Map<Long, String> of(Collection<Long> gameIds) {
        Map<Long, String> consoles = new HashMap<>(known.getAllPresent(gameIds));
        Set<Long> unknown = new HashSet<>(gameIds);
        unknown.removeAll(consoles.keySet());
        if (!unknown.isEmpty()) {
            site.consolesOf(unknown).found().ifPresent(found -> {
                // One that's left out, such as a subset, isn't asked for again, either.
                unknown.forEach(gameId -> consoles.put(gameId, ""));
                found.forEach(one -> consoles.put(one.gameId(), one.name()));
                known.putAll(consoles);
            });
        }
        return consoles;
    }
}
