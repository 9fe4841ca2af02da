package io.github.cheevoherald.unlocks;

import static io.github.cheevoherald.unlocks.KnownEventPairsTest.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an event's unlock while the second API is turned on. */
@OnBothStores
final class EventCopiesTest {
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Outcome<ApiPage<EventAchievement>> NOTHING = new Outcome.Found<>(ApiPage.whole(List.of(), 0));

    @Parameter
    private StoreKind store;

    private PollBench bench;
    private EventLooks looks;
    private Outcome<ApiPage<EventAchievement>> answer = NOTHING;
    private final List<Instant> asked = new ArrayList<>();
    private int wakeUps;

    @BeforeEach
    void registerAnaAndMakeHerBaseline(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.restartNamingCopies();
        looks = new EventLooks(
                () -> {
                    asked.add(bench.clock.instant());
                    return answer;
                },
                bench.recorder,
                bench.clock,
                bench.clock,
                () -> wakeUps++);
        bench.feed(SERVER);
        bench.feed(OTHER_SERVER);
        bench.register(SERVER);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void list(EventAchievement... listed) {
        answer = new Outcome.Found<>(ApiPage.whole(List.of(listed), 0));
    }

    private void runTasks() {
        looks.run();
        bench.recorder.releaseEventCopies();
    }

    private List<UnlockAnnouncement.Unlock> announced() {
        return bench.announced(SERVER).stream()
                .flatMap(announcement -> announcement.unlocks().stream())
                .toList();
    }

    @Test
    void theOriginalNamesTheEventAndItsCopyIsSilentEvenHoursLater() {
        list(listed(100, 1L, "Achievement of the Week"));
        runTasks();
        Instant date = bench.ago(Duration.ZERO);
        bench.site.unlock(1, date, true);
        bench.pollAfter(INTERVAL);

        bench.clock.advance(Duration.ofHours(3));
        bench.site.twin(100, date);
        bench.sweepAfter(Duration.ofHours(12));
        bench.clock.advance(Duration.ofMinutes(3));
        runTasks();

        assertThat(announced()).singleElement().satisfies(unlock -> {
            assertThat(unlock.achievementId()).isEqualTo(1);
            assertThat(unlock.event()).isEqualTo("Achievement of the Week");
        });
    }

    @Test
    void theCopyIsSilentBeforeItsOriginalToo() {
        list(listed(100, 1L, "Achievement of the Week"));
        runTasks();
        Instant date = bench.ago(Duration.ZERO);
        bench.site.twin(100, date);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(3));
        runTasks();
        assertThat(announced()).isEmpty();

        bench.site.unlock(1, date, false);
        bench.pollAfter(Duration.ofMinutes(8));

        assertThat(announced()).extracting(UnlockAnnouncement.Unlock::event).containsExactly("Achievement of the Week");
    }

    @Test
    void anOrdinaryUnlockNamesNoEvent() {
        list(listed(100, 1L, "Achievement of the Week"));
        runTasks();
        bench.site.unlock(2, bench.ago(Duration.ZERO), true);

        bench.pollAfter(INTERVAL);

        assertThat(announced())
                .singleElement()
                .satisfies(unlock -> assertThat(unlock.event()).isNull());
    }

    @Test
    void aCopyWhoseRowCannotBeReadGoesByItsSecond() {
        runTasks();
        bench.clock.advance(Duration.ofMinutes(2));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        answer = new Outcome.Found<>(ApiPage.whole(List.of(listed(101, 2L, "Achievement of the Week")), 1));

        runTasks();
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(3));
        runTasks();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anUnknownCopyAsksAtOnceAndIsDroppedWhenItsOriginalIsNamed() {
        runTasks();
        bench.clock.advance(Duration.ofMinutes(2));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        list(listed(100, 1L, "Achievement of the Week"));

        runTasks();
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(3));
        runTasks();

        assertThat(asked).hasSize(2);
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        assertThat(wakeUps).isZero();
    }

    @Test
    void whatNoEventListsIsAnnouncedAsItselfEvenBesideAnUnlockOfTheSameSecond() {
        runTasks();
        bench.clock.advance(Duration.ofMinutes(2));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);

        list(listed(101, 1L, "Another"), listed(100, null, "An event's own"));
        runTasks();
        runTasks();
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 100L);
        assertThat(wakeUps).isOne();
    }

    @Test
    void aCopyHeldWhileTheSiteIsBeingAskedWaitsForTheNextAnswer() {
        runTasks();
        bench.clock.advance(Duration.ofSeconds(30));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        runTasks();
        assertThat(asked).as("once a minute at most").hasSize(1);
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        bench.clock.advance(Duration.ofSeconds(20));
        runTasks();

        assertThat(asked).hasSize(2);
        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
    }

    @Test
    void aCopyIsHeldTwoMinutesAtMostThoughTheSecondApiNeverAnswers() {
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.site.twin(101, bench.ago(Duration.ofSeconds(1)));
        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);
        bench.recorder.releaseEventCopies();
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);

        bench.clock.advance(Duration.ofSeconds(110));
        bench.recorder.releaseEventCopies();

        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(1L, 101L);
    }

    static List<Outcome<ApiPage<EventAchievement>>> troubles() {
        return List.of(
                new Outcome.RefusedKey<>(),
                new Outcome.Missing<>(Outcome.Thing.PLAYER),
                new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofSeconds(30)),
                new Outcome.Unavailable<>("HTTP 404: no such API there"),
                new Outcome.Forbidden<>("no"),
                new Outcome.Malformed<>("HTML"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void withoutTheSecondApiTheSameSecondDecides(Outcome<ApiPage<EventAchievement>> trouble) {
        answer = trouble;
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.site.twin(101, bench.ago(Duration.ofSeconds(1)));
        bench.pollAfter(INTERVAL);

        runTasks();
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(SERVER)).as("after the next good poll").containsExactlyInAnyOrder(1L, 101L);
        bench.site.twin(102, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        runTasks();
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(1L, 101L, 102L);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatWasKnownOfPairsCountsWhileTheSecondApiIsAway() {
        list(listed(100, 1L, "Achievement of the Week"));
        runTasks();
        answer = new Outcome.Unavailable<>("HTTP 500");
        bench.clock.advance(Duration.ofHours(2));
        runTasks();
        Instant date = bench.ago(Duration.ZERO);
        bench.site.unlock(1, date, true);
        bench.site.twin(100, date.minusSeconds(1));

        bench.pollAfter(Duration.ofMinutes(30));
        bench.clock.advance(Duration.ofMinutes(3));
        runTasks();

        assertThat(announced()).extracting(UnlockAnnouncement.Unlock::event).containsExactly("Achievement of the Week");
    }

    @Test
    void asksAtTheStartThenEveryHourAndTwentyMinutesAfterAFailure() {
        Instant start = bench.clock.instant();
        answer = new Outcome.Unavailable<>("no");
        for (int second = 0; second <= 3600 + 1200; second += 5) {
            if (second == 20) {
                answer = NOTHING;
            }
            runTasks();
            bench.clock.advance(Duration.ofSeconds(5));
        }

        assertThat(asked)
                .extracting(at -> Duration.between(start, at))
                .containsExactly(Duration.ZERO, Duration.ofMinutes(20), Duration.ofMinutes(80));
    }

    @Test
    void asksThreeTimesAfterEachMidnightOfTheSite() {
        Instant start = Instant.parse("2026-02-28T23:50:02Z");
        bench.clock.set(start);
        for (Instant end = start.plus(Duration.ofMinutes(40));
                bench.clock.instant().isBefore(end); ) {
            runTasks();
            bench.clock.advance(Duration.ofSeconds(5));
        }

        assertThat(asked)
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-02-28T23:50:02Z", "2026-03-01T00:01:02Z", "2026-03-01T00:05:02Z", "2026-03-01T00:15:02Z");
    }

    @Test
    void asksFourTimesInAnHourAtMostThoughEveryAnswerIsAFailure() {
        answer = new Outcome.Unavailable<>("no");
        bench.clock.set(Instant.parse("2026-02-28T21:50:02Z"));
        for (int second = 0; second <= 5 * 3600; second += 5) {
            runTasks();
            bench.clock.advance(Duration.ofSeconds(5));
        }

        assertThat(asked)
                .hasSizeGreaterThan(10)
                .allSatisfy(first -> assertThat(asked.stream()
                                .filter(at -> !at.isBefore(first) && at.isBefore(first.plus(Duration.ofHours(1)))))
                        .hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void passesEachOutcomeOnAndAsksAgainWhereThatFails() {
        List<Outcome<ApiPage<EventAchievement>>> passedOn = new ArrayList<>();
        looks.passingOnTo(
                (outcome, askedAt) -> {
                    passedOn.add(outcome);
                    if (passedOn.size() == 1) {
                        throw new IllegalStateException("no database");
                    }
                },
                () -> true);

        assertThatThrownBy(looks::run).hasMessage("no database");
        answer = new Outcome.Unavailable<>("no");
        bench.clock.advance(Duration.ofMinutes(20));
        looks.run();

        assertThat(passedOn).containsExactly(NOTHING, answer);
    }

    @Test
    void whileOthersCannotUseAnAnswerItAsksOnlyAboutHeldCopiesAndThenAgain() {
        List<Outcome<ApiPage<EventAchievement>>> passedOn = new ArrayList<>();
        AtomicBoolean isReady = new AtomicBoolean();
        looks.passingOnTo((outcome, askedAt) -> passedOn.add(outcome), isReady::get);
        looks.run();
        assertThat(asked).isEmpty();

        list(listed(100, 1L, "Achievement of the Week"));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        looks.run();
        bench.clock.advance(Duration.ofMinutes(2));
        looks.run();
        assertThat(asked).hasSize(1);
        assertThat(passedOn).isEmpty();

        isReady.set(true);
        looks.run();
        assertThat(passedOn).containsExactly(answer);
        bench.clock.advance(Duration.ofMinutes(2));
        looks.run();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRegistrationFromBeforeHearsOfAHeldUnlockOnceItIsReleased() {
        Instant before = bench.ago(Duration.ofSeconds(1));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        bench.register(OTHER_SERVER, before);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();

        runTasks();
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactly(100L);
    }

    @Test
    void aHeldUnlockIsNotLostInARestart() {
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        bench.restart();
        looks = new EventLooks(() -> answer, bench.recorder, bench.clock, bench.clock, () -> {});

        runTasks();

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
    }
}
