package io.github.cheevoherald.retroachievements;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an award of the second API. */
final class SiteAwardReader {
    private SiteAwardReader() {}

    /** Null for a kind of award that isn't announced. */
    static @Nullable SiteAward read(JsonApiRow row) {
        JsonFields fields = row.attributes();
        AwardKind kind = AwardKind.named(fields.requiredText("kind")).orElse(null);
        if (kind == null) {
            return null;
        }
        JsonFields context = fields.object("context");
        boolean event = kind == AwardKind.EVENT;
        return new SiteAward(
                row.number(),
                fields.requiredText("userId"),
                fields.text("userDisplayName"),
                kind,
                fields.requiredDate("awardedAt"),
                fields.text("title"),
                fields.wordOrNull("badgeUrl"),
                event ? null : (Long) context.id("gameId"),
                event ? (Long) context.id("eventId") : null,
                event ? context.intOrNull("tierIndex") : null,
                event ? null : game(row, kind, context.id("gameId")));
    }

    private static @Nullable AwardedGame game(JsonApiRow row, AwardKind kind, long gameId) {
        JsonApiRow game = row.included("game");
        if (game == null) {
            return null;
        }
        JsonFields fields = game.attributes();
        JsonApiRow system = game.included("system");
        return new AwardedGame(
                fields.text("title"),
                system == null ? "" : system.attributes().text("name"),
                fields.wordOrNull("badgeUrl"),
                scene(fields),
                fields.intOrZero("pointsTotal"),
                fields.intOrZero(kind.isHardcore() ? "playersHardcore" : "playersTotal"),
                holders(game, kind, gameId));
    }

    /** The site shows its picture 000002 where it has none. */
    private static @Nullable String scene(JsonFields game) {
        for (String name : List.of("imageIngameUrl", "imageTitleUrl")) {
            String address = game.wordOrNull(name);
            if (address != null && !address.endsWith("/000002.png")) {
                return address;
            }
        }
        return null;
    }

    private static @Nullable Integer holders(JsonApiRow game, AwardKind kind, long gameId) {
        return switch (kind) {
            case BEATEN_CASUAL -> game.attributes().intOrNull("timesBeaten");
            case BEATEN_HARDCORE -> game.attributes().intOrNull("timesBeatenHardcore");
            case COMPLETED -> ofCoreSet(game, gameId, "timesCompleted");
            case MASTERED -> ofCoreSet(game, gameId, "timesMastered");
            case EVENT -> null;
        };
    }

    private static @Nullable Integer ofCoreSet(JsonApiRow game, long gameId, String name) {
        for (JsonApiRow set : game.allIncluded("achievementSets")) {
            for (JsonFields use : set.attributes().listOrEmpty("types")) {
                if (use.longOrZero("gameId") == gameId && use.text("type").equals("core")) {
                    return set.attributes().intOrNull(name);
                }
            }
        }
        return null;
    }
}
