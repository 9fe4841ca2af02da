package io.github.cheevoherald.commands;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RecentGameAward;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.TicketData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A site with scripted contents that answers as RetroAchievements does and records its requests. */
final class KnownSite implements RetroAchievements {
    final Map<String, Profile> profiles = new ConcurrentHashMap<>();
    final Map<String, List<RecentUnlock>> unlocks = new ConcurrentHashMap<>();
    final Map<Long, AchievementUnlocks> achievements = new ConcurrentHashMap<>();
    final List<TicketData.Ticket> tickets = new CopyOnWriteArrayList<>();
    final Map<String, TicketData.OfDeveloper> developers = new ConcurrentHashMap<>();
    final List<TicketData.ReportedGame> games = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile @Nullable Outcome<?> failure;
    volatile @Nullable CountDownLatch held;
    private final Clock clock;

    KnownSite(Clock clock) {
        this.clock = clock;
    }

    static String ulid(String name) {
        String letters = name.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        return ("01" + letters + "0".repeat(26)).substring(0, 26);
    }

    Profile player(String name) {
        return player(name, 1);
    }

    Profile player(String name, int permissions) {
        Profile profile = new Profile(name, ulid(name), "/UserPic/" + name + ".png", permissions);
        profiles.put(name.toLowerCase(Locale.ROOT), profile);
        profiles.put(profile.ulid().toLowerCase(Locale.ROOT), profile);
        return profile;
    }

    void unlock(String name, long achievementId, Duration ago, boolean hardcore) {
        unlock(name, row(achievementId, clock.instant().minus(ago), hardcore, "Mega Drive"));
    }

    void unlock(String name, RecentUnlock row) {
        unlocks.computeIfAbsent(ulid(name), key -> new CopyOnWriteArrayList<>()).add(row);
    }

    static RecentUnlock row(long achievementId, Instant date, boolean hardcore, String console) {
        return new RecentUnlock(
                date,
                hardcore,
                achievementId,
                "Title " + achievementId,
                "Description",
                "00001",
                5,
                7,
                null,
                "Game *7*",
                7,
                console);
    }

    void achievement(long id, int unlocked, @Nullable Integer hardcore, List<AchievementUnlocks.Unlock> rows) {
        achievements.put(
                id,
                new AchievementUnlocks(
                        new AchievementUnlocks.Achievement(id, "Won @everyone", "Do *it*", 10, 20),
                        "Mega Drive",
                        7,
                        "Game 7",
                        unlocked,
                        hardcore,
                        100,
                        rows));
    }

    static TicketData.Ticket ticket(long id, int state, @Nullable Boolean hardcore, String notes) {
        return new TicketData.Ticket(
                id,
                9L,
                "Won",
                10,
                "12345",
                "Dev",
                7L,
                "Mega Drive",
                "Game 7",
                Instant.parse("2026-11-01T10:00:00Z"),
                2,
                null,
                notes,
                "Reporter",
                null,
                null,
                state,
                null,
                hardcore);
    }

    private <T> Outcome<T> answer(String question, Outcome<T> outcome) {
        asked.add(question);
        CountDownLatch latch = held;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Outcome<?> wrong = failure;
        return wrong == null ? outcome : cast(wrong);
    }

    @SuppressWarnings("unchecked") // failures hold no T
    private static <T> Outcome<T> cast(Outcome<?> outcome) {
        return (Outcome<T>) outcome;
    }

    private static <T> Outcome<T> found(@Nullable T value, Outcome.Thing thing) {
        return value == null ? new Outcome.Missing<>(thing) : new Outcome.Found<>(value);
    }

    private List<RecentUnlock> rows(String nameOrUlid, Instant from, Instant to) {
        Profile profile = profiles.get(nameOrUlid.toLowerCase(Locale.ROOT));
        List<RecentUnlock> all = profile == null ? List.of() : unlocks.getOrDefault(profile.ulid(), List.of());
        return all.stream()
                .filter(row -> !row.date().isBefore(from) && !row.date().isAfter(to))
                .sorted(Comparator.comparing(RecentUnlock::date))
                .limit(MAX_UNLOCKS)
                .toList();
    }

    @Override
    public Outcome<List<RecentUnlock>> recentUnlocks(String nameOrUlid, long minutes) {
        Instant now = clock.instant();
        List<RecentUnlock> rows =
                new ArrayList<>(rows(nameOrUlid, now.minus(Duration.ofMinutes(minutes)), now.plusSeconds(60)));
        rows.sort(Comparator.comparing(RecentUnlock::date).reversed());
        return answer("recent " + nameOrUlid, new Outcome.Found<>(rows));
    }

    @Override
    public Outcome<List<RecentUnlock>> unlocksBetween(String nameOrUlid, Instant from, Instant to) {
        return answer("between " + nameOrUlid, new Outcome.Found<>(rows(nameOrUlid, from, to)));
    }

    @Override
    public Outcome<AchievementUnlocks> achievementUnlocks(long achievementId, int count, int offset) {
        AchievementUnlocks all = achievements.get(achievementId);
        AchievementUnlocks page = all == null
                ? null
                : new AchievementUnlocks(
                        all.achievement(),
                        all.consoleTitle(),
                        all.gameId(),
                        all.gameTitle(),
                        all.unlocksCount(),
                        all.unlocksHardcoreCount(),
                        all.totalPlayers(),
                        all.unlocks().stream().skip(offset).limit(count).toList());
        return answer("achievement " + achievementId + " " + offset, found(page, Outcome.Thing.ACHIEVEMENT));
    }

    @Override
    public Outcome<Profile> profile(String nameOrUlid) {
        Profile profile = profiles.get(nameOrUlid.toLowerCase(Locale.ROOT));
        return answer("profile " + nameOrUlid, found(profile, Outcome.Thing.PLAYER));
    }

    @Override
    public Outcome<TicketData.Recent> recentTickets(int count, int offset) {
        List<TicketData.Ticket> open =
                tickets.stream().filter(TicketData.Ticket::isOpen).toList();
        TicketData.Recent page = new TicketData.Recent(
                open.size(), open.stream().skip(offset).limit(count).toList());
        return answer("recent tickets " + offset, new Outcome.Found<>(page));
    }

    @Override
    public Outcome<TicketData.Ticket> ticket(long ticketId) {
        TicketData.Ticket ticket =
                tickets.stream().filter(one -> one.id() == ticketId).findFirst().orElse(null);
        return answer("ticket " + ticketId, found(ticket, Outcome.Thing.TICKET));
    }

    @Override
    public Outcome<TicketData.OfAchievement> ticketsOfAchievement(long achievementId) {
        TicketData.OfAchievement counts =
                achievementId == 9 ? new TicketData.OfAchievement(9, "Won", "Do it", tickets.size()) : null;
        return answer("tickets of achievement " + achievementId, found(counts, Outcome.Thing.ACHIEVEMENT));
    }

    @Override
    public Outcome<TicketData.OfGame> ticketsOfGame(long gameId, int count, int offset) {
        TicketData.OfGame game = gameId == 7
                ? new TicketData.OfGame(
                        7,
                        "Game 7",
                        "Mega Drive",
                        tickets.size(),
                        tickets.stream().skip(offset).limit(count).toList())
                : null;
        return answer("tickets of game " + gameId + " " + offset, found(game, Outcome.Thing.GAME));
    }

    @Override
    public Outcome<TicketData.OfDeveloper> ticketsOfDeveloper(String name) {
        return answer(
                "tickets of developer " + name,
                found(developers.get(name.toLowerCase(Locale.ROOT)), Outcome.Thing.PLAYER));
    }

    @Override
    public Outcome<TicketData.MostReported> mostReportedGames(int count) {
        return answer("games", new Outcome.Found<>(new TicketData.MostReported(games)));
    }

    @Override
    public Outcome<Set<Long>> requestedSets(String nameOrUlid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<List<RecentGameAward>> recentGameAwards(int count, int offset) {
        throw new AssertionError("not asked by a person");
    }

    @Override
    public Outcome<FollowedPlayers> followedPlayers(int count, int offset) {
        throw new AssertionError("not used by commands");
    }
}
