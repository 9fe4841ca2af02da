package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks RetroAchievements over its Web API. */
final class HttpRetroAchievements implements RetroAchievements {
    private static final int MAX_TICKETS = 100;
    private static final int MAX_AWARDS = 100;
    /** Reaches back to 2012; more would overflow the site's dates. */
    private static final long MAX_MINUTES = 7_400_000;

    /** The others leave out a request as soon as the set is published. */
    private static final int ALL_REQUESTS = 1;

    private static final String TICKETS = "API_GetTicketData";

    private final QuerySender sender;

    HttpRetroAchievements(QuerySender sender) {
        this.sender = sender;
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        ApiQuery query = ApiQuery.of("API_GetUserRecentAchievements")
                .with("u", nameOrUlid)
                .with("m", Math.max(0, Math.min(minutes, MAX_MINUTES)));
        return sender.send(query, UnlockReader::read);
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        ApiQuery query = ApiQuery.of("API_GetAchievementsEarnedBetween")
                .with("u", nameOrUlid)
                .with("f", from.getEpochSecond())
                .with("t", to.getEpochSecond());
        return sender.send(query, UnlockReader::read);
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        if (achievementId < 1) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        ApiQuery query =
                paged(ApiQuery.of("API_GetAchievementUnlocks").with("a", achievementId), count, MAX_UNLOCKS, offset);
        return sender.send(query, json -> AchievementUnlocksReader.read(json, achievementId));
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        return sender.send(
                paged(ApiQuery.of("API_GetUsersIFollow"), count, MAX_FOLLOWED, offset), FollowedPlayersReader::read);
    }

    @Override
    public Outcome<List<RecentGameAward>> recentGameAwards(int count, int offset) {
        String kinds =
                AwardKind.OF_GAMES.stream().map(AwardKind::first).sorted().collect(Collectors.joining(","));
        ApiQuery query = ApiQuery.of("API_GetRecentGameAwards").with("k", kinds);
        return sender.send(paged(query, count, MAX_AWARDS, offset), RecentGameAwardsReader::read);
    }

    @Override
    public Outcome<Map<Long, GameProgress>> progress(String nameOrUlid, Collection<Long> gameIds) {
        String games = gameIds.stream()
                .distinct()
                .limit(MAX_GAMES)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        ApiQuery query =
                ApiQuery.of("API_GetUserProgress").with("u", nameOrUlid).with("i", games);
        return sender.send(query, GameProgressReader::read);
    }

    @Override
    public Outcome<WeeklyAchievement> achievementOfTheWeek() {
        return sender.send(ApiQuery.of("API_GetAchievementOfTheWeek"), WeeklyAchievementReader::read);
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        if (nameOrUlid.isBlank()) {
            return new Missing<>(Thing.PLAYER);
        }
        ApiQuery query = ApiQuery.of("API_GetUserProfile").with("u", nameOrUlid);
        return sender.send(query, json -> ProfileReader.read(json, nameOrUlid));
    }

    @Override
    public Outcome<Set<Long>> requestedSets(String nameOrUlid) {
        if (nameOrUlid.isBlank()) {
            return new Missing<>(Thing.PLAYER);
        }
        ApiQuery query =
                ApiQuery.of("API_GetUserSetRequests").with("u", nameOrUlid).with("t", ALL_REQUESTS);
        return sender.send(query, RequestedSetsReader::read);
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        return sender.send(paged(ApiQuery.of(TICKETS), count, MAX_TICKETS, offset), TicketReader::recent);
    }

    // Impossible ids are not sent: the site would answer with its recent tickets.

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        if (ticketId < 1) {
            return new Missing<>(Thing.TICKET);
        }
        return sender.send(ApiQuery.of(TICKETS).with("i", ticketId), json -> TicketReader.ticket(json, ticketId));
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        if (achievementId < 1) {
            return new Missing<>(Thing.ACHIEVEMENT);
        }
        return sender.send(
                ApiQuery.of(TICKETS).with("a", achievementId), json -> TicketReader.ofAchievement(json, achievementId));
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        if (gameId < 1) {
            return new Missing<>(Thing.GAME);
        }
        ApiQuery query = paged(ApiQuery.of(TICKETS).with("g", gameId).with("d", 1), count, MAX_TICKETS, offset);
        return sender.send(query, json -> TicketReader.ofGame(json, gameId));
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        if (name.isBlank() || name.strip().equals("0")) {
            return new Missing<>(Thing.PLAYER);
        }
        return sender.send(ApiQuery.of(TICKETS).with("u", name), TicketReader::ofDeveloper);
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        ApiQuery query = ApiQuery.of(TICKETS).with("f", 1).with("c", Math.max(1, Math.min(count, MAX_TICKETS)));
        return sender.send(query, TicketReader::mostReported);
    }

    private static ApiQuery paged(ApiQuery query, int count, int mostAtOnce, int offset) {
        return query.with("c", Math.max(1, Math.min(count, mostAtOnce))).with("o", Math.max(0, offset));
    }
}
