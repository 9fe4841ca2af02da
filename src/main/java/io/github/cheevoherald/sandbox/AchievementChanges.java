package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.Achievement;
import org.jspecify.annotations.Nullable;

/** The requested changes to an achievement, apart from its texts and its game. */
final class AchievementChanges {
    private final @Nullable String type;
    private final @Nullable Long points;
    private final @Nullable Long trueRatio;
    private final @Nullable Boolean promoted;

    AchievementChanges(Body body) {
        type = body.text("type", null);
        points = body.numberOrNull("points");
        trueRatio = body.numberOrNull("trueRatio");
        promoted = body.flagOrNull("promoted");
    }

    Achievement apply(Achievement achievement) {
        Achievement changed = achievement.withWorth(
                points == null ? achievement.points() : points.intValue(),
                trueRatio == null ? achievement.trueRatio() : trueRatio.intValue());
        changed = type == null ? changed : changed.withType(type.isEmpty() ? null : type);
        return promoted == null ? changed : changed.withPromoted(promoted);
    }
}
