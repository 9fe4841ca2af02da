package io.github.cheevoherald.retroachievements;

import java.util.Collection;
import java.util.List;

/**
 * The questions that the bot asks the site's second API (JSON:API). It brings news faster, but everything important is
 * known without it: an outcome that isn't an answer means that the caller falls back on the first API, or waits for its
 * next turn. Calls block while the request budget is used up, never while the second API is left alone.
 */
public interface SecondApi {

    /** The maximum number of rows on a page. */
    int MAX_ROWS = 100;

    /**
     * A page, from 1, of everybody on the site, most recently active first. The order is that of the last full minute,
     * so {@link ActivePlayer#lastActivityAt} may be newer than a player's place; players may move between two pages.
     */
    Outcome<ApiPage<ActivePlayer>> activePlayers(int page);

    /**
     * All event achievements that are active now, with their originals, as one page. Something always is: an empty list
     * is a fault of the site's, and none was found.
     */
    Outcome<ApiPage<EventAchievement>> activeEventAchievements();

    /**
     * A page, from 1, of the whole site's awards, latest inserted first: late ones, dated earlier, are among the first.
     */
    Outcome<ApiPage<SiteAward>> latestAwards(int page);

    /** A page, from 1, of the whole site's event awards, latest date first: a higher tier changes a row in place. */
    Outcome<ApiPage<SiteAward>> latestEventAwards(int page);

    /** All awards of a player. */
    Outcome<List<SiteAward>> awards(String ulid);

    /** Titles and rarity of achievements; unknown ids are left out. */
    Outcome<List<AchievementFacts>> achievements(Collection<Long> ids);

    /** Titles and rarity of a game's achievements, of at most {@link #MAX_ROWS}. */
    Outcome<List<AchievementFacts>> achievementsOf(long gameId);

    /** The game that each achievement belongs to; unknown ids are left out. */
    Outcome<List<AchievementGame>> gamesOf(Collection<Long> achievementIds);

    /** The console of each game; unknown ids and subsets are left out. */
    Outcome<List<GameConsole>> consolesOf(Collection<Long> gameIds);

    /** The games in which a player has unlocked something or that they have played; of these ids, or all if there are none. */
    Outcome<List<PlayedGame>> playedGames(String ulid, Collection<Long> gameIds);

    /**
     * A page, from 1, of a player's unlock rows, latest inserted first. An upgrade changes a row in place and doesn't
     * show here; event copies are left out.
     */
    Outcome<ApiPage<UnlockRow>> latestUnlockRows(String ulid, int page);

    /** A page, from 1, of completed claims, latest first. Each collaborator has one of their own. */
    Outcome<ApiPage<CompletedClaim>> completedClaims(int page);

    /** A page, from 1, of up to 25 versions of achievement sets, latest inserted first; their dates may be earlier. */
    Outcome<ApiPage<SetVersion>> setVersions(int page);

    /** The latest few versions of one achievement set. */
    Outcome<List<SetVersion>> versionsOfSet(long setId);

    /** All of a player's entries on the leaderboards of some games, as one page. Hidden leaderboards are left out. */
    Outcome<ApiPage<LeaderboardEntry>> leaderboardEntries(String ulid, Collection<Long> gameIds);
}
