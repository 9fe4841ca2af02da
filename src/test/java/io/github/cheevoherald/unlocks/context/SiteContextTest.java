package io.github.cheevoherald.unlocks.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.AchievementFacts;
import io.github.cheevoherald.retroachievements.GameProgress;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Patience;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.unlocks.ScriptedSite;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SiteContextTest {
    private static final Player ANA = new Player(1, "ULID", "Ana", "/UserPic/Ana.png", null, false);

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final List<String> asked = new ArrayList<>();
    private final List<Patience> patience = new ArrayList<>();
    private final Map<Long, GameProgress> progress = new HashMap<>();
    private final Map<Long, AchievementFacts> facts = new HashMap<>();
    private final Map<Long, List<Long>> games = new HashMap<>();
    private Duration answerTime = Duration.ofMillis(100);
    private @Nullable Outcome<?> siteFailure;
    private @Nullable Outcome<?> secondFailure;

    private final SiteContext context = new SiteContext(
            time -> port(RetroAchievements.class, time, siteFailure),
            time -> port(SecondApi.class, time, secondFailure),
            clock);

    /** Answers the three questions that there are. */
    private <T> T port(Class<T> type, Patience time, @Nullable Outcome<?> failure) {
        patience.add(time);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object about = arguments[arguments.length - 1];
                    asked.add(method.getName() + " " + about);
                    clock.advance(answerTime);
                    return failure != null ? failure : new Outcome.Found<>(answer(method.getName(), about));
                }));
    }

    private Object answer(String question, Object about) {
        return switch (question) {
            case "progress" -> Map.copyOf(progress);
            case "achievementsOf" ->
                games.getOrDefault(about, List.of()).stream().map(facts::get).toList();
            default ->
                ((Collection<?>) about)
                        .stream().filter(facts::containsKey).map(facts::get).toList();
        };
    }

    private RecentUnlock unlock(long achievement, long game) {
        return unlock(achievement, game, true);
    }

    private RecentUnlock unlock(long achievement, long game, boolean hardcore) {
        return ScriptedSite.row(achievement, clock.instant(), hardcore, "Mega Drive", game);
    }

    private void rare(long achievement, long game, @Nullable Double share, @Nullable Double hardcoreShare) {
        facts.put(achievement, new AchievementFacts(achievement, "Title", 5, share, hardcoreShare));
        games.computeIfAbsent(game, id -> new ArrayList<>()).add(achievement);
    }

    private static Context known(@Nullable Integer unlocked, @Nullable Integer total, @Nullable Double share) {
        return new Context(unlocked, total, share, false, 0);
    }

    @Test
    void takesProgressFromTheFirstApiAndRarityFromTheSecond() {
        progress.put(7L, new GameProgress(48, 30, 12));
        rare(1, 7, 0.25, 0.125);
        RecentUnlock hardcore = unlock(1, 7);

        assertThat(context.of(ANA, List.of(hardcore))).isEqualTo(Map.of(hardcore, known(12, 48, 12.5)));

        RecentUnlock casual = unlock(1, 7, false);
        assertThat(context.of(ANA, List.of(casual))).isEqualTo(Map.of(casual, known(30, 48, 25.0)));
        assertThat(asked).containsExactly("progress [7]", "achievementsOf 7", "progress [7]");
    }

    @Test
    void whatAnotherThreadHasJustLearnedIsNotAskedAgain() {
        rare(1, 7, 0.25, 0.125);
        Rarities rarities = new Rarities(clock);
        List<RecentUnlock> unlocks = List.of(unlock(1, 7));
        for (int i = 0; i < 2; i++) {
            assertThat(rarities.ask(port(SecondApi.class, new Patience(Duration.ZERO, Duration.ZERO), null), unlocks)
                            .isAnswered())
                    .isTrue();
        }

        assertThat(asked).hasSize(1);
        assertThat(rarities.percent(unlocks.get(0))).isEqualTo(12.5);
    }

    @Test
    void unlocksFoundTogetherNeedOneRequestOfEachApi() {
        progress.put(7L, new GameProgress(48, 12, 12));
        progress.put(8L, new GameProgress(10, 1, 1));
        rare(1, 7, 0.5, 0.5);
        rare(2, 7, 0.25, 0.25);
        rare(3, 8, 0.125, 0.125);
        List<RecentUnlock> found = List.of(unlock(1, 7), unlock(3, 8), unlock(2, 7));

        assertThat(context.of(ANA, found))
                .isEqualTo(Map.of(
                        found.get(0), known(11, 48, 50.0),
                        found.get(1), known(1, 10, 12.5),
                        found.get(2), known(12, 48, 25.0)));
        assertThat(asked).containsExactly("progress [7, 8]", "achievements [1, 3, 2]");
    }

    @Test
    void rarityIsKeptForADayAndProgressIsNot() {
        rare(1, 7, 0.5, 0.5);
        rare(2, 7, 0.25, 0.25);
        context.of(ANA, List.of(unlock(1, 7)));
        clock.advance(Duration.ofHours(23));
        asked.clear();

        RecentUnlock second = unlock(2, 7);
        assertThat(context.of(ANA, List.of(second))).isEqualTo(Map.of(second, known(null, null, 25.0)));
        assertThat(asked).containsExactly("progress [7]");
        clock.advance(Duration.ofHours(2));
        context.of(ANA, List.of(unlock(2, 7)));

        assertThat(asked).containsExactly("progress [7]", "progress [7]", "achievementsOf 7");
    }

    @Test
    void whatAGamesListDoesNotHoldIsAskedForByItselfOnce() {
        rare(1, 7, 0.5, 0.5);
        facts.put(101L, new AchievementFacts(101, "Beyond the first hundred", 5, 0.1, 0.1));
        context.of(ANA, List.of(unlock(1, 7)));
        asked.clear();

        RecentUnlock beyond = unlock(101, 7);
        assertThat(context.of(ANA, List.of(beyond))).isEqualTo(Map.of(beyond, known(null, null, 10.0)));
        assertThat(context.of(ANA, List.of(unlock(102, 7)))).isEmpty();
        assertThat(context.of(ANA, List.of(unlock(102, 7)))).isEmpty();

        assertThat(asked)
                .filteredOn(question -> question.startsWith("achievements"))
                .containsExactly("achievements [101]", "achievements [102]");
    }

    @Test
    void aShareThatCannotBeIsLeftOut() {
        rare(1, 7, 0.0, null);
        rare(2, 7, 1.01, -0.5);
        rare(3, 7, 1.0, 1.0);
        RecentUnlock everybody = unlock(3, 7);

        assertThat(context.of(
                        ANA, List.of(unlock(1, 7), unlock(1, 7, false), unlock(2, 7), unlock(2, 7, false), everybody)))
                .isEqualTo(Map.of(everybody, known(null, null, 100.0)));
    }

    @Test
    void nothingIsAskedAboutAnEventsUnlock() {
        RecentUnlock event = ScriptedSite.row(1, clock.instant(), true, "Events", 9);

        assertThat(context.of(ANA, List.of(event))).isEmpty();
        assertThat(asked).isEmpty();
    }

    static Stream<Outcome<?>> failures() {
        return Stream.of(
                new Outcome.Unavailable<>("no answer in time"),
                new Outcome.Malformed<>("a list"),
                new Outcome.Forbidden<>("no"),
                new Outcome.RefusedKey<>(),
                new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void oneApiThatFailsCostsOnlyWhatItKnowsAndIsLeftAloneForAWhile(Outcome<?> failure) {
        progress.put(7L, new GameProgress(48, 12, 12));
        rare(1, 7, 0.5, 0.5);
        siteFailure = failure;
        RecentUnlock unlock = unlock(1, 7);

        assertThat(context.of(ANA, List.of(unlock))).isEqualTo(Map.of(unlock, known(null, null, 50.0)));
        context.of(ANA, List.of(unlock(1, 7)));
        assertThat(asked).containsExactly("progress [7]", "achievementsOf 7");
        siteFailure = null;
        clock.advance(Duration.ofSeconds(15));
        RecentUnlock later = unlock(1, 7);

        assertThat(context.of(ANA, List.of(later))).isEqualTo(Map.of(later, known(12, 48, 50.0)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theOtherApiMayFailAsWell(Outcome<?> failure) {
        progress.put(7L, new GameProgress(48, 12, 12));
        secondFailure = failure;
        RecentUnlock unlock = unlock(1, 7);

        assertThat(context.of(ANA, List.of(unlock))).isEqualTo(Map.of(unlock, known(12, 48, null)));
        context.of(ANA, List.of(unlock(2, 7)));
        clock.advance(Duration.ofSeconds(15));
        context.of(ANA, List.of(unlock(3, 7)));

        assertThat(asked)
                .filteredOn(question -> question.startsWith("achievements"))
                .hasSize(2);
    }

    @Test
    void aBudgetThatIsUsedUpIsNoFailure() {
        siteFailure = new Outcome.Throttled<>(Outcome.By.SPARE_REQUESTS, Duration.ofSeconds(1));
        secondFailure = siteFailure;

        assertThat(context.of(ANA, List.of(unlock(1, 7)))).isEmpty();
        assertThat(context.of(ANA, List.of(unlock(2, 7)))).isEmpty();

        assertThat(asked).containsExactly("progress [7]", "achievementsOf 7", "progress [7]", "achievementsOf 7");
    }

    @Test
    void aRequestThatWasNotSentCostsNothing() {
        siteFailure = new Outcome.Throttled<>(Outcome.By.SPARE_REQUESTS, Duration.ofSeconds(1));
        for (int i = 1; i <= 30; i++) {
            rare(i, i, 0.5, 0.5);
            RecentUnlock unlock = unlock(i, i);
            assertThat(context.of(ANA, List.of(unlock))).isEqualTo(Map.of(unlock, known(null, null, 50.0)));
        }
    }

    @Test
    void whileTheBudgetIsUsedUpNothingWaitsForIt() {
        Outcome<?> usedUp = new Outcome.Throttled<>(Outcome.By.SPARE_REQUESTS, Duration.ofSeconds(1));
        for (Outcome<?> outcome : Arrays.asList(usedUp, usedUp, null, null)) {
            siteFailure = outcome;
            secondFailure = outcome;
            context.of(ANA, List.of(unlock(patience.size() + 1, patience.size() + 1)));
        }

        Duration second = Duration.ofSeconds(1);
        assertThat(patience)
                .extracting(Patience::turn)
                .containsExactly(
                        second, second, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, second, second);
    }

    @Test
    void neverTakesFiveSeconds() {
        answerTime = Duration.ofMillis(2_500);

        context.of(ANA, List.of(unlock(1, 7)));

        assertThat(patience)
                .extracting(Patience::all)
                .containsExactly(Duration.ofMillis(2_500), Duration.ofMillis(2_000));
    }

    @Test
    void inTheLongRunAnUnlockCostsOneRequestAtTheMost() {
        for (int i = 1; i <= 200; i++) {
            context.of(ANA, List.of(unlock(i, i)));
        }

        assertThat(asked).hasSizeLessThanOrEqualTo(210);
        assertThat(asked)
                .filteredOn(question -> question.startsWith("progress"))
                .hasSize(200);
    }
}
