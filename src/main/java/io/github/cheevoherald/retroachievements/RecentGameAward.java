package io.github.cheevoherald.retroachievements;

import java.time.Instant;

/** An award for a game from the first API's GetRecentGameAwards, where the date is all there is to order by. */
public record RecentGameAward(
        String player, String ulid, AwardKind kind, Instant awardedAt, long gameId, String gameTitle, String console) {}
