package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A site that only knows developers, and counts its requests. */
final class DeveloperSite implements RetroAchievements {
    static final Outcome<TicketData.OfDeveloper> FOUND =
            new Outcome.Found<>(new TicketData.OfDeveloper("dev", 1, 2, 3, 6));

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Outcome<TicketData.OfDeveloper> answer = FOUND;
    private volatile @Nullable CountDownLatch held;

    int asked() {
        return asked.get();
    }

    void answers(Outcome<TicketData.OfDeveloper> next) {
        answer = next;
    }

    /** Holds every answer until the latch is counted down. */
    CountDownLatch holdUp() {
        CountDownLatch latch = new CountDownLatch(1);
        held = latch;
        return latch;
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        asked.incrementAndGet();
        CountDownLatch latch = held;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return answer;
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Map<Long, GameProgress>> progress(String nameOrUlid, Collection<Long> gameIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Set<Long>> requestedSets(String nameOrUlid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<List<RecentGameAward>> recentGameAwards(int count, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<WeeklyAchievement> achievementOfTheWeek() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        throw new UnsupportedOperationException();
    }
}
