package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the bot asks of both APIs while 200 players of a server that announces every kind play for some hours, by method.
 * Time runs many times as fast, and so do both budgets.
 *
 * <p>{@code -Drequests.hours} sets how long, {@code -Drequests.speed} how fast. Polls and the list of active players are
 * left to {@code simulate}: their law knows the budget, which isn't the real one here.
 */
@Tag("long")
final class RequestsOfADayTest {
    private static final int PLAYERS = 200;
    private static final int GAMES = 60;
    private static final int SET = 6;
    private static final int OK = 200;
    private static final double SITTINGS_OF_A_PLAYER_A_DAY = 1;
    private static final int UNLOCKS_OF_A_SITTING = 3;

    /** One sitting in so many masters its game. */
    private static final int SITTINGS_FOR_A_MASTERY = 5;

    private static final Duration BETWEEN_UNLOCKS = Duration.ofMinutes(4);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final List<String> KINDS = List.of("unlocks", "awards", "events", "sets", "leaderboards");

    /** The methods that docs/performance.md has a line for. */
    private static final Set<String> LISTED = Set.of(
            "API_GetUserRecentAchievements",
            "API_GetUsersIFollow",
            "API_GetUserProfile",
            "API_GetUserProgress",
            "API_GetRecentGameAwards",
            "API_GetUserSetRequests",
            "API_GetAchievementOfTheWeek",
            "v2/users",
            "v2/achievements",
            "v2/games",
            "v2/user-awards",
            "v2/users/awards",
            "v2/users/player-games",
            "v2/users/player-achievements",
            "v2/event-achievements",
            "v2/achievement-set-claims",
            "v2/achievement-set-versions",
            "v2/users/leaderboard-entries");

    private final Duration length = Duration.ofHours(CrashSettings.number("requests.hours", 1));
    private final int speed = CrashSettings.number("requests.speed", 30);
    private final Random random = new Random(20261129);
    private final List<Game> games = new ArrayList<>();

    @TempDir
    private Path folder;

    /** An unlock, some time after the beginning. */
    private record Step(Duration after, String player, long achievement) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksNothingThatTheTableOfADayLacks(boolean withSecondApi) throws InterruptedException {
        Config.Polling polling = new Config.Polling(
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Duration.ofHours(12));
        try (Herald herald = new Herald(Herald.addressIn(folder), 60 * speed, polling)) {
            if (!withSecondApi) {
                herald.turnOffTheSecondApi();
            }
            herald.site.limitSecondApi(60 * speed);
            List<Step> steps = script(herald.site.world());
            herald.start();
            register(herald);
            herald.site.requests().clear();
            herald.site.secondRequests().clear();
            Map<String, Integer> counts = new ConcurrentSkipListMap<>();
            herald.site.requests().listen(entry -> count(counts, entry));
            herald.site.secondRequests().listen(entry -> count(counts, entry));
            play(herald, steps);
            report(withSecondApi, steps.size(), counts, herald.site.world());

            assertThat(counts).containsKey("API_GetUserRecentAchievements");
            assertThat(LISTED).containsAll(counts.keySet());
            assertThat(counts.keySet().stream().anyMatch(method -> method.startsWith("v2/")))
                    .isEqualTo(withSecondApi);
        }
    }

    private static void count(Map<String, Integer> counts, RequestLog.Entry entry) {
        counts.merge(entry.status() == OK ? entry.method() : entry.method() + " " + entry.status(), 1, Integer::sum);
    }

    private List<Step> script(SiteWorld world) {
        for (int i = 0; i < PLAYERS; i++) {
            world.addPlayer("Player" + i);
        }
        for (int i = 0; i < GAMES; i++) {
            Game game = world.addGame("Game " + i, "SNES");
            games.add(game);
            world.leaderboards().add(game.id(), "High score", "Score", false);
            for (int j = 0; j < SET; j++) {
                Achievement added = world.addAchievement(game.id(), "No. " + j, "Do it", 5);
                if (j == 0) {
                    world.updateAchievement(added.id(), one -> one.withType("win_condition"));
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        long sittings = Math.round(PLAYERS * SITTINGS_OF_A_PLAYER_A_DAY * length.toMinutes() / (24 * 60));
        for (int i = 0; i < sittings; i++) {
            addSitting(steps, world, i);
        }
        steps.sort(Comparator.comparing(Step::after));
        return steps;
    }

    private void addSitting(List<Step> steps, SiteWorld world, int number) {
        Duration begin = Duration.ofSeconds(random.nextLong(length.toSeconds() * 4 / 5));
        Game game = games.get(random.nextInt(GAMES));
        boolean isMastery = number % SITTINGS_FOR_A_MASTERY == 0;
        List<Achievement> set = world.achievements(game.id());
        for (Achievement one : isMastery ? set : set.subList(1, 1 + UNLOCKS_OF_A_SITTING)) {
            steps.add(new Step(begin, "Player" + number % PLAYERS, one.id()));
            begin = begin.plus(BETWEEN_UNLOCKS);
        }
    }

    private static void register(Herald herald) {
        Herald.Server server = herald.server;
        server.awaitFeed();
        for (String kind : KINDS) {
            server.ask(server.admin, "feed set", Map.of("channel", server.feed, "kind", kind));
        }
        for (int i = 0; i < PLAYERS; i++) {
            long member = herald.discord.world().createMember(server.id, "Member" + i);
            server.ask(member, "register", Map.of("username", "Player" + i));
        }
    }

    private void play(Herald herald, List<Step> steps) throws InterruptedException {
        Instant begin = herald.clock.instant();
        int next = 0;
        CountDownLatch never = new CountDownLatch(1);
        while (herald.clock.instant().isBefore(begin.plus(length))) {
            Duration passed = Duration.between(begin, herald.clock.instant());
            for (; next < steps.size() && steps.get(next).after().compareTo(passed) <= 0; next++) {
                Step step = steps.get(next);
                herald.site.world().unlock(step.player(), step.achievement(), true);
            }
            assertThat(never.await(TICK.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            herald.clock.skip(TICK.multipliedBy(speed - 1));
        }
    }

    private void report(boolean withSecondApi, int unlocks, Map<String, Integer> counts, SiteWorld world) {
        System.out.println((withSecondApi ? "both APIs: " : "the first API alone: ") + PLAYERS + " players, " + length
                + ", " + unlocks + " unlocks, " + world.awards().all().size() + " awards");
        counts.forEach((method, count) -> System.out.println("  " + method + " " + count));
    }
}
