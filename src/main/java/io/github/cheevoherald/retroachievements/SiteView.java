package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The port's questions as requests to the Web API; {@link Line} sends them. */
final class SiteView implements RetroAchievements {
    private static final int MOST_TICKETS = 100;
    /** Back to the year 2012; more would overflow the site's dates. */
    private static final long MOST_MINUTES = 7_400_000;

    private static final String TICKETS = "API_GetTicketData";

    private final Line line;

    SiteView(Line line) {
        this.line = line;
    }

    /** Sends a request within the budget and reads its answer. */
    interface Line {
        <T> Outcome<T> ask(Query query, Function<Reply.Json, Outcome<T>> reading);
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        Query query = Query.of("API_GetUserRecentAchievements")
                .with("u", nameOrUlid)
                .with("m", Math.max(0, Math.min(minutes, MOST_MINUTES)));
        return line.ask(query, UnlockRows::read);
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        Query query = Query.of("API_GetAchievementsEarnedBetween")
                .with("u", nameOrUlid)
                .with("f", from.getEpochSecond())
                .with("t", to.getEpochSecond());
        return line.ask(query, UnlockRows::read);
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        if (achievementId < 1) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        Query query =
                paged(Query.of("API_GetAchievementUnlocks").with("a", achievementId), count, MOST_UNLOCKS, offset);
        return line.ask(query, json -> AchievementUnlocksPage.read(json, achievementId));
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        return line.ask(
                paged(Query.of("API_GetUsersIFollow"), count, MOST_FOLLOWED, offset), FollowedPlayersPage::read);
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        if (nameOrUlid.isBlank()) {
            return new Missing<>(Thing.PLAYER);
        }
        Query query = Query.of("API_GetUserProfile").with("u", nameOrUlid);
        return line.ask(query, json -> ProfilePage.read(json, nameOrUlid));
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        return line.ask(paged(Query.of(TICKETS), count, MOST_TICKETS, offset), TicketPages::recent);
    }

    // What is no possible id is not sent: the site would answer with its recent tickets.

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        if (ticketId < 1) {
            return new Missing<>(Thing.TICKET);
        }
        return line.ask(Query.of(TICKETS).with("i", ticketId), json -> TicketPages.ticket(json, ticketId));
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        if (achievementId < 1) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        return line.ask(
                Query.of(TICKETS).with("a", achievementId), json -> TicketPages.ofAchievement(json, achievementId));
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        if (gameId < 1) {
            return new Missing<>(Thing.GAME);
        }
        Query query = paged(Query.of(TICKETS).with("g", gameId).with("d", 1), count, MOST_TICKETS, offset);
        return line.ask(query, json -> TicketPages.ofGame(json, gameId));
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        if (name.isBlank() || name.strip().equals("0")) {
            return new Missing<>(Thing.PLAYER);
        }
        return line.ask(Query.of(TICKETS).with("u", name), TicketPages::ofDeveloper);
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        Query query = Query.of(TICKETS).with("f", 1).with("c", Math.max(1, Math.min(count, MOST_TICKETS)));
        return line.ask(query, TicketPages::mostReported);
    }

    private static Query paged(Query query, int count, int mostAtOnce, int offset) {
        return query.with("c", Math.max(1, Math.min(count, mostAtOnce))).with("o", Math.max(0, offset));
    }
}
