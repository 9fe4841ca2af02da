package io.github.cheevoherald.sandbox.site;

import java.util.HashSet;
import java.util.Set;

/** A player's points, added up from their visible unlocks. */
record Scores(long hardcore, long softcore, long retroPoints) {

    static Scores of(SiteWorld world, SitePlayer player) {
        long hardcore = player.earlierPoints();
        long softcore = player.earlierSoftcorePoints();
        long retroPoints = player.earlierPoints() * 2;
        for (Unlock unlock : world.unlocks(player.ulid())) {
            Achievement achievement = world.achievement(unlock.achievementId()).orElse(null);
            if (achievement == null || !achievement.promoted()) {
                continue;
            }
            if (unlock.hardcore()) {
                hardcore += achievement.points();
                retroPoints += achievement.trueRatio();
            } else {
                softcore += achievement.points();
            }
        }
        return new Scores(hardcore, softcore, retroPoints);
    }

    /** How many players have unlocked something in the game. */
    static int playersOf(SiteWorld world, long gameId) {
        Set<String> players = new HashSet<>();
        for (Achievement achievement : world.achievements(gameId)) {
            world.unlocksOf(achievement.id()).forEach(unlock -> players.add(unlock.player()));
        }
        return players.size();
    }
}
