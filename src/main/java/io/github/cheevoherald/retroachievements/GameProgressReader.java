package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Reads the answer of GetUserProgress. */
final class GameProgressReader {
    private GameProgressReader() {}

    /** Leaves out games whose numbers contradict each other. For an unknown player, the site sends an empty list. */
    static Outcome<Map<Long, GameProgress>> read(Reply.Json json) {
        Map<Long, GameProgress> games = new HashMap<>();
        JsonNode root = json.found();
        if (root.isArray() && root.isEmpty()) {
            return new Outcome.Found<>(Map.of());
        }
        if (!root.isObject()) {
            throw new UnexpectedShape("games by their numbers were expected");
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            GameProgress progress = progress(JsonFields.of(entry.getValue()));
            if (progress.isPossible()) {
                games.put(gameId(entry.getKey()), progress);
            }
        }
        return new Outcome.Found<>(Map.copyOf(games));
    }

    private static GameProgress progress(JsonFields game) {
        return new GameProgress(
                game.requiredInt("NumPossibleAchievements"),
                game.requiredInt("NumAchieved"),
                game.intOrZero("NumAchievedHardcore"));
    }

    private static long gameId(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException notANumber) {
            throw new UnexpectedShape("a game's number was expected");
        }
    }
}
