package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An award of a player, from the second API.
 *
 * @param id grows with insertion; an award that is lost and earned again gets another one
 * @param awardedAt the date of the unlock that completed it, which may be long before the row was inserted
 * @param title the game's or the event's
 * @param gameId null for an event
 * @param eventId null for a game
 * @param tier the index of the event's tier; null for a game, and for an event without tiers
 * @param game what the answer says about the game, if anything
 */
public record SiteAward(
        long id,
        String ulid,
        String displayName,
        AwardKind kind,
        Instant awardedAt,
        String title,
        @Nullable String badgeUrl,
        @Nullable Long gameId,
        @Nullable Long eventId,
        @Nullable Integer tier,
        @Nullable AwardedGame game) {}
