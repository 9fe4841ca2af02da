package io.github.cheevoherald.awards;

import io.github.cheevoherald.retroachievements.AwardKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes two of a player's awards the same: the site deletes rows and makes them again, so its numbers don't.
 *
 * @param subjectId the game, or the event for {@link AwardKind#EVENT}
 * @param tier of an event, or {@link #NO_TIER}
 */
record AwardKey(AwardKind kind, long subjectId, int tier) {
    static final int NO_TIER = -1;

    static AwardKey ofGame(AwardKind kind, long gameId) {
        return new AwardKey(kind, gameId, NO_TIER);
    }

    boolean isOfEvent() {
        return kind == AwardKind.EVENT;
    }

    /** The casual award that this one in hardcore replaces. */
    Optional<AwardKey> inCasual() {
        return switch (kind) {
            case BEATEN_HARDCORE -> Optional.of(ofGame(AwardKind.BEATEN_CASUAL, subjectId));
            case MASTERED -> Optional.of(ofGame(AwardKind.COMPLETED, subjectId));
            case BEATEN_CASUAL, COMPLETED, EVENT -> Optional.empty();
        };
    }

    /** The award in hardcore that this casual one adds nothing to. */
    Optional<AwardKey> inHardcore() {
        return switch (kind) {
            case BEATEN_CASUAL -> Optional.of(ofGame(AwardKind.BEATEN_HARDCORE, subjectId));
            case COMPLETED -> Optional.of(ofGame(AwardKind.MASTERED, subjectId));
            case BEATEN_HARDCORE, MASTERED, EVENT -> Optional.empty();
        };
    }

    /** What it is for and of which kind, for announcements: the end of its page's address. */
    String subject() {
        if (isOfEvent()) {
            return "event/" + subjectId + "#" + (tier == NO_TIER ? "award" : "tier-" + tier);
        }
        return "game/" + subjectId + "#" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
