package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The site for one member: each request counts against the member's allowance. */
final class CountedView implements RetroAchievements {
    private final RetroAchievements site;
    private final MemberAllowance allowance;
    private final long memberId;

    CountedView(RetroAchievements site, MemberAllowance allowance, long memberId) {
        this.site = site;
        this.allowance = allowance;
        this.memberId = memberId;
    }

    private <T> Outcome<T> counted(Supplier<Outcome<T>> request) {
        Duration wait = allowance.take(memberId);
        if (!wait.isZero()) {
            return new Outcome.Throttled<>(Outcome.By.MEMBER_ALLOWANCE, wait);
        }
        Outcome<T> outcome = request.get();
        if (outcome instanceof Outcome.Throttled<T> throttled && throttled.by() == Outcome.By.PEOPLES_SHARE) {
            allowance.giveBack(memberId);
        }
        return outcome;
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        return counted(() -> site.recentUnlocks(nameOrUlid, minutes));
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        return counted(() -> site.unlocksBetween(nameOrUlid, from, to));
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        return counted(() -> site.achievementUnlocks(achievementId, count, offset));
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        return counted(() -> site.followedPlayers(count, offset));
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        return counted(() -> site.profile(nameOrUlid));
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        return counted(() -> site.recentTickets(count, offset));
    }

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        return counted(() -> site.ticket(ticketId));
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        return counted(() -> site.ticketsOfAchievement(achievementId));
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        return counted(() -> site.ticketsOfGame(gameId, count, offset));
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        return counted(() -> site.ticketsOfDeveloper(name));
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        return counted(() -> site.mostReportedGames(count));
    }
}
