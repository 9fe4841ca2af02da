package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of an achievement set.
 *
 * @param id grows with insertion; the site's dates are earlier than that
 * @param version 1 is the first publication
 * @param setTitle null for a game's core set
 * @param createdAt when the set was last changed before the site made this version, up to a day later
 * @param games where the set is used
 * @param achievements null if the site keeps no list for this version, which is not an empty list
 */
public record SetVersion(
        long id,
        int version,
        long setId,
        @Nullable String setTitle,
        @Nullable String badgeUrl,
        int achievementsPublished,
        int pointsTotal,
        Instant createdAt,
        List<UsedIn> games,
        @Nullable List<Member> achievements) {

    public SetVersion {
        games = List.copyOf(games);
        achievements = achievements == null ? null : List.copyOf(achievements);
    }

    /** A game that uses a set, as its {@code core} set for example. */
    public record UsedIn(long gameId, String gameTitle, String type) {}

    /** An achievement of a version. */
    public record Member(long achievementId, int points, boolean promoted) {}
}
