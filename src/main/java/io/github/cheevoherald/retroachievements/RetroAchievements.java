package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.List;

/**
 * What the bot asks RetroAchievements. Every call blocks until the request budget lets it go and the site has
 * answered; it throws nothing for what the network or the site does.
 */
public interface RetroAchievements {

    /** At most this many rows come in one answer to a question about a player's unlocks. */
    int MAX_UNLOCKS = 500;

    /** At most this many players come in one answer to the question whom the key's owner follows. */
    int MAX_FOLLOWED = 500;

    /**
     * GetUserRecentAchievements: unlocks of the last {@code minutes} by the site's clock, newest first. With
     * {@link #MAX_UNLOCKS} rows the newest ones are missing. An unknown player has no unlocks here.
     */
    Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes);

    /**
     * GetAchievementsEarnedBetween: unlocks dated from {@code from} to {@code to}, both ends included, oldest first.
     * With {@link #MAX_UNLOCKS} rows the newest ones are missing. An unknown player has no unlocks here.
     */
    Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to);

    /** GetAchievementUnlocks: a page of those who unlocked an achievement, {@code count} 1 to 500. */
    Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset);

    /**
     * GetUsersIFollow: a page of those whom the key's owner follows, {@code count} 1 to 500, last active first, so that
     * players may change places between two pages.
     */
    Outcome<FollowedPlayers> followedPlayers(int count, int offset);

    /** GetUserProfile: the only question that proves whether a player exists. */
    Outcome<Profile> profile(String nameOrUlid);

    /** GetTicketData: the latest open tickets, {@code count} 1 to 100. */
    Outcome<TicketData.Recent> recentTickets(int count, int offset);

    /** GetTicketData by {@code i}: one ticket in whatever state. */
    Outcome<TicketData.Ticket> ticket(long ticketId);

    /** GetTicketData by {@code a}: how many tickets are open for an achievement. */
    Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId);

    /** GetTicketData by {@code g} with {@code d=1}: a game's tickets in every state, {@code count} 1 to 100. */
    Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset);

    /** GetTicketData by {@code u}: counts for a developer. */
    Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name);

    /** GetTicketData by {@code f=1}: the games with the most open tickets, {@code count} 1 to 100. */
    Outcome<TicketData.MostReported> mostReportedGames(int count);
}
