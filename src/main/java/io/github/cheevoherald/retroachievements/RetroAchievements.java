package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions that the bot asks RetroAchievements. Each call blocks until the request budget allows it and the site
 * has answered; failures of the network or the site are outcomes, never exceptions.
 */
public interface RetroAchievements {

    /** The maximum number of rows in one answer about a player's unlocks. See {@link CompleteUnlocks}. */
    int MAX_UNLOCKS = 500;

    /** The maximum number of players in one answer about whom the key's owner follows. */
    int MAX_FOLLOWED = 500;

    /** The maximum number of games in one question about a player's progress. */
    int MAX_GAMES = 100;

    /**
     * GetUserRecentAchievements: the unlocks of the last {@code minutes} by the site's clock, newest first. With {@link
     * #MAX_UNLOCKS} rows the newest are missing. An unknown player has no unlocks here.
     */
    Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes);

    /**
     * GetAchievementsEarnedBetween: the unlocks dated from {@code from} to {@code to}, both inclusive, oldest first.
     * With {@link #MAX_UNLOCKS} rows the newest are missing. An unknown player has no unlocks here.
     */
    Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to);

    /** GetAchievementUnlocks: a page of the players who unlocked an achievement, {@code count} 1 to 500. */
    Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset);

    /**
     * GetUsersIFollow: a page of the players whom the key's owner follows, {@code count} 1 to 500, most recently active
     * first, so players may move between two pages.
     */
    Outcome<FollowedPlayers> followedPlayers(int count, int offset);

    /**
     * GetRecentGameAwards: a page of the whole site's awards for games, latest date first, {@code count} 1 to 100. Late
     * ones stand deep in the list, at their own date.
     */
    Outcome<List<RecentGameAward>> recentGameAwards(int count, int offset);

    /**
     * GetUserProgress: how many achievements of these games a player has, of at most {@link #MAX_GAMES}. Games that the
     * site doesn't know are left out, and so is everything about an unknown player.
     */
    Outcome<Map<Long, GameProgress>> progress(String nameOrUlid, Collection<Long> gameIds);

    /** GetAchievementOfTheWeek: the one that is running; missing if there is none. */
    Outcome<WeeklyAchievement> achievementOfTheWeek();

    /** GetUserProfile: the only question that proves that a player exists. */
    Outcome<Profile> profile(String nameOrUlid);

    /** GetUserSetRequests: the games for which a player ever requested a set, including those that have one by now. */
    Outcome<Set<Long>> requestedSets(String nameOrUlid);

    /** GetTicketData: the latest open tickets, {@code count} 1 to 100. */
    Outcome<TicketData.Recent> recentTickets(int count, int offset);

    /** GetTicketData with {@code i}: one ticket in any state. */
    Outcome<TicketData.Ticket> ticket(long ticketId);

    /** GetTicketData with {@code a}: the number of open tickets for an achievement. */
    Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId);

    /** GetTicketData with {@code g} and {@code d=1}: a game's tickets in every state, {@code count} 1 to 100. */
    Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset);

    /** GetTicketData with {@code u}: a developer's counts. */
    Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name);

    /** GetTicketData with {@code f=1}: the games with the most open tickets, {@code count} 1 to 100. */
    Outcome<TicketData.MostReported> mostReportedGames(int count);
}
