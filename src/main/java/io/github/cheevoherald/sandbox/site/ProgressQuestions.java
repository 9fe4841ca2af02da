package io.github.cheevoherald.sandbox.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GetUserProgress. */
final class ProgressQuestions {
    private final SiteWorld world;

    ProgressQuestions(SiteWorld world) {
        this.world = world;
    }

    /** Counts for each game; zeros for a game that doesn't exist, and an empty list for an unknown player. */
    ApiAnswer progress(PhpQuery query) {
        ApiAnswer failure = new Validation(query).user().failure();
        if (failure != null) {
            return failure;
        }
        synchronized (world) {
            String user = query.text("u");
            SitePlayer player = user == null ? null : world.player(user).orElse(null);
            if (player == null) {
                return ApiAnswer.json(200, List.of());
            }
            OrderedJson games = new OrderedJson();
            String wanted = query.text("i");
            for (String id : (wanted == null ? "" : wanted).split(",", -1)) {
                if (id.matches("\\d{1,18}")) {
                    games.put(
                            id, progress(player, world.game(Long.parseLong(id)).orElse(null)));
                }
            }
            return ApiAnswer.json(200, games);
        }
    }

    private OrderedJson progress(SitePlayer player, @Nullable Game game) {
        List<Achievement> set = game == null
                ? List.of()
                : world.achievements(game.id()).stream()
                        .filter(Achievement::promoted)
                        .toList();
        int unlocked = 0;
        int points = 0;
        int unlockedHardcore = 0;
        int pointsHardcore = 0;
        for (Unlock unlock : world.unlocks(player.ulid())) {
            for (Achievement achievement : set) {
                if (achievement.id() == unlock.achievementId()) {
                    unlocked++;
                    points += achievement.points();
                    unlockedHardcore += unlock.hardcore() ? 1 : 0;
                    pointsHardcore += unlock.hardcore() ? achievement.points() : 0;
                }
            }
        }
        return new OrderedJson()
                .put("NumPossibleAchievements", set.size())
                .put("PossibleScore", set.stream().mapToInt(Achievement::points).sum())
                .put("NumAchieved", unlocked)
                .put("ScoreAchieved", points)
                .put("NumAchievedHardcore", unlockedHardcore)
                .put("ScoreAchievedHardcore", pointsHardcore);
    }
}
