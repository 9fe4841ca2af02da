package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.GameProgress;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RecentGameAward;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A site with one player that answers as RetroAchievements does, and fails on demand. */
public final class ScriptedSite implements RetroAchievements {
    public final List<RecentUnlock> rows = new ArrayList<>();
    final List<Long> minutesAsked = new ArrayList<>();
    public final Deque<Outcome<List<RecentUnlock>>> failures = new ArrayDeque<>();
    public int requests;

    /** Requests for longer windows get no answer. */
    long maxMinutes = Long.MAX_VALUE;

    /** Whether the rest of a full answer is unavailable. */
    boolean pagesFail;

    /** Runs once, while the next request is being answered. */
    Runnable meanwhile = () -> {};

    private final Clock clock;

    public ScriptedSite(Clock clock) {
        this.clock = clock;
    }

    public RecentUnlock unlock(long achievement, Instant date, boolean hardcore) {
        return add(achievement, date, hardcore, "Mega Drive");
    }

    public RecentUnlock twin(long achievement, Instant date) {
        return add(achievement, date, true, "Events");
    }

    private RecentUnlock add(long achievement, Instant date, boolean hardcore, String console) {
        RecentUnlock row = row(achievement, date, hardcore, console, 1);
        add(row);
        return row;
    }

    void add(RecentUnlock row) {
        rows.add(row);
    }

    public static RecentUnlock row(long achievement, Instant date, boolean hardcore, String console, long game) {
        return new RecentUnlock(
                date,
                hardcore,
                achievement,
                "Title " + achievement,
                "Description",
                "00001",
                5,
                7,
                null,
                "Game " + game,
                game,
                console);
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        requests++;
        minutesAsked.add(minutes);
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        Outcome<List<RecentUnlock>> failure = failures.poll();
        if (failure == null && minutes > maxMinutes) {
            failure = new Outcome.Unavailable<>("too much");
        }
        if (failure != null) {
            return failure;
        }
        List<RecentUnlock> found = new ArrayList<>(oldest(
                clock.instant().minus(Duration.ofMinutes(minutes)),
                clock.instant().plusSeconds(60)));
        java.util.Collections.reverse(found);
        return new Outcome.Found<>(found);
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        requests++;
        Outcome<List<RecentUnlock>> failure = failures.poll();
        if (failure == null && pagesFail) {
            failure = new Outcome.Unavailable<>("no more");
        }
        return failure != null ? failure : new Outcome.Found<>(oldest(from, to));
    }

    private List<RecentUnlock> oldest(Instant from, Instant to) {
        return rows.stream()
                .filter(row -> !row.date().isBefore(from) && !row.date().isAfter(to))
                .sorted(Comparator.comparing(RecentUnlock::date))
                .limit(MAX_UNLOCKS)
                .toList();
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        return new Outcome.Found<>(profileOf(nameOrUlid, null));
    }

    static Profile profileOf(String name, @Nullable Integer permissions) {
        return new Profile(
                name, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "/UserPic/" + name + ".png", permissions == null ? 1 : permissions);
    }

    @Override
    public Outcome<Map<Long, GameProgress>> progress(String nameOrUlid, Collection<Long> gameIds) {
        throw new AssertionError("not asked by a poll");
    }

    @Override
    public Outcome<Set<Long>> requestedSets(String nameOrUlid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<List<RecentGameAward>> recentGameAwards(int count, int offset) {
        throw new AssertionError("not asked by a poll");
    }

    @Override
    public Outcome<WeeklyAchievement> achievementOfTheWeek() {
        throw new AssertionError("not asked by a poll");
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        throw new AssertionError("not used by a poll");
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        throw new AssertionError("not used by a poll");
    }
}
