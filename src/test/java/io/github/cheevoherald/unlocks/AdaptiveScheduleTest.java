package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.rota.SavedTurn;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.schedule.DuePoll;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnTheChosenStore
final class AdaptiveScheduleTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long OTHER = 2;
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private PollBench bench;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void activePlayersAreStillKnownAfterARestart() {
        bench.clock.advance(Duration.ofHours(30));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(Duration.ofSeconds(1));
        bench.pollAfter(Duration.ofSeconds(1));

        bench.restart();

        assertThat(bench.pollAfter(Duration.ofSeconds(5))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(6))).isTrue();
    }

    @Test
    void anIdlePlayerIsPolledRarelyButAtLeastEveryLongestInterval() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();

        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isFalse();
        assertThat(bench.pollAfter(Duration.ofMinutes(30))).isTrue();
    }

    @Test
    void playersWhosePointsMovedArePolledAtOnce() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
        bench.schedule.covers(Set.of(ULID, "SOMEBODY ELSE"));
        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isFalse();

        bench.schedule.moved(Set.of(ULID, "SOMEBODY ELSE"));

        assertThat(bench.poll.pollNext()).isTrue();
        assertThat(bench.schedule.coveredPlayers()).isEqualTo(1);
        assertThat(bench.schedule.longestInterval()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void logsOnceHowManyPlayersTheKeysAccountFollows() {
        try (Lines lines = new Lines()) {
            bench.schedule.covers(Set.of(ULID, "SOMEBODY ELSE"));
            bench.schedule.covers(Set.of(ULID, "ANOTHER"));

            assertThat(lines.holding("follows 2 players")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"15, PT5S", "15, PT30S", "520, PT30M"})
    void logsNothingIfIdlePlayersHardlyWaitLonger(int players, Duration maxInterval) {
        try (Lines lines = new Lines()) {
            scheduleOf(players, maxInterval).start();

            assertThat(lines.holding("request budget")).isEmpty();
        }
    }

    @Test
    void logsOnceInPlainWordsHowLongIdlePlayersWaitIfThereAreMany() {
        try (Lines lines = new Lines()) {
            PollSchedule schedule = scheduleOf(1200, Duration.ofMinutes(30));
            schedule.start();

            assertThat(lines.holding("request budget"))
                    .containsExactly(
                            "WARN The request budget is too small to poll all 1200 players every 30 min while some"
                                    + " of them are playing: idle players are then polled about every 1 h 9 min");
            assertThat(schedule.longestInterval()).isBetween(Duration.ofMinutes(69), Duration.ofMinutes(70));
        }
    }

    private PollSchedule scheduleOf(int players, Duration maxInterval) {
        bench.database.useTransaction(handle -> {
            for (int id = 2; id <= players; id++) {
                handle.execute(
                        "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)"
                                + " VALUES (?, ?, ?, '/UserPic/x.png', 0)",
                        id,
                        "ULID" + id,
                        "Player" + id);
                handle.execute("INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (?, 0, 1)", id);
                handle.execute(
                        "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, ?, 0)",
                        SERVER,
                        1000 + id,
                        id);
            }
        });
        PollSettings settings = new PollSettings(
                Duration.ofSeconds(1), maxInterval, Duration.ofMinutes(15), Duration.ofDays(14), Duration.ofHours(12));
        return new PollSchedule(bench.database, settings, 60, (handle, player, found) -> {}, bench.clock);
    }

    @Test
    void aPlayerRegisteredAgainIsPolledAtOnce() {
        bench.clock.advance(Duration.ofHours(30));
        bench.poll.pollNext();
        bench.players.unregister(SERVER, 7);
        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isFalse();

        bench.register(SERVER);

        assertThat(bench.poll.pollNext()).isTrue();
    }

    @Test
    void anUnfinishedPollCountsAsLostAfterAMinute() {
        bench.clock.advance(Duration.ofMinutes(31));
        assertThat(bench.schedule.pick()).isPresent();

        assertThat(bench.pollAfter(Duration.ofSeconds(59))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aCalledPlayersUnfinishedPollCountsAsLostAfterAMinute() {
        bench.register(OTHER);
        assertThat(bench.schedule.pick()).isPresent();

        assertThat(bench.pollAfter(Duration.ofSeconds(59))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aPlayerCalledDuringTheirPollIsPolledRightAfterIt() {
        List<Boolean> twiceAtOnce = new ArrayList<>();
        bench.site.meanwhile = () -> {
            bench.register(OTHER);
            twiceAtOnce.add(bench.schedule.pick().isPresent());
        };

        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isTrue();

        assertThat(twiceAtOnce).containsExactly(false);
        assertThat(withoutBaseline()).isEqualTo(1);
        assertThat(bench.poll.pollNext()).isTrue();
        assertThat(withoutBaseline()).isZero();
        assertThat(bench.poll.pollNext()).isFalse();
    }

    @Test
    void aGoodPollLeavesNoAppointmentBehind() {
        bench.pollAfter(Duration.ofMinutes(31));

        assertThat(due()).isEqualTo(SavedTurn.NO_APPOINTMENT);
    }

    @Test
    void aFailuresAppointmentSurvivesARestartAndIsNotEarly() {
        for (int i = 0; i < 4; i++) {
            bench.site.failures.add(new Outcome.Malformed<>("HTML"));
            bench.pollAfter(Duration.ofMinutes(31));
        }
        Duration wait = Duration.ofMillis(due() - bench.clock.millis());

        bench.restart();

        assertThat(wait).isGreaterThan(Duration.ofSeconds(5));
        assertThat(bench.pollAfter(wait.minusSeconds(1))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aCallsAppointmentSurvivesARestart() {
        bench.pollAfter(Duration.ofHours(30));
        bench.schedule.soon(1, Duration.ofSeconds(12));

        bench.restart();

        assertThat(bench.pollAfter(Duration.ofSeconds(11))).isFalse();
        assertThat(bench.pollAfter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void activePlayersArePolledAboutAsOftenAfterARestartAsBefore() {
        scheduleOf(400, Duration.ofMinutes(30));
        bench.restart();
        long begin = bench.clock.millis();
        longestGap(begin, Duration.ofMinutes(60));
        long before = longestGap(begin, Duration.ofMinutes(20));

        bench.clock.advance(Duration.ofMinutes(40));
        bench.restart();

        assertThat(longestGap(begin, Duration.ofMinutes(20))).isLessThanOrEqualTo(2 * before);
    }

    /** The longest gap between polls of a player who unlocks something every four minutes. */
    private long longestGap(long begin, Duration time) {
        long last = bench.clock.millis();
        long longest = 0;
        long end = last + time.toMillis();
        for (; bench.clock.millis() < end; bench.clock.advance(Duration.ofSeconds(1))) {
            Optional<DuePoll> due = bench.schedule.pick();
            if (due.isEmpty()) {
                continue;
            }
            List<RecentUnlock> answer = new ArrayList<>();
            if (due.get().player().id() == 1) {
                longest = Math.max(longest, bench.clock.millis() - last);
                last = bench.clock.millis();
                for (long at = begin; at <= last; at += 240_000) {
                    answer.add(ScriptedSite.row(at / 240_000, Instant.ofEpochMilli(at), true, "Mega Drive", 1));
                }
            }
            PollWindow window = PollWindow.of(due.get(), PollBench.SETTINGS, bench.clock.instant());
            bench.recorder.record(new AnsweredPoll(due.get(), window, answer));
        }
        return longest;
    }

    private int withoutBaseline() {
        return bench.database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM registrations WHERE baselined = 0")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void anUnwatchedPlayerIsDroppedAndNoLongerCovered() {
        bench.schedule.covers(Set.of(ULID));
        bench.players.unregister(SERVER, 7);

        assertThat(bench.pollAfter(Duration.ofMinutes(31))).isFalse();

        assertThat(bench.schedule.coveredPlayers()).isZero();
        assertThat(due()).isEqualTo(PollTurns.NEVER);
    }

    @Test
    void aPlayerWatchedAgainWhileBeingDroppedStaysCalled() {
        bench.register(OTHER);

        bench.database.useTransaction(handle -> new PollTurns().retire(handle, 1, bench.clock.millis()));

        assertThat(due()).isZero();
    }

    private long due() {
        return bench.database.read(handle -> handle.createQuery("SELECT due_at_ms FROM poll_schedule")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void aCallWhoseAnswerCannotBeRecordedHoldsUpNobody() {
        bench.database.useTransaction(handle -> handle.execute("ALTER TABLE ledger RENAME TO lost"));
        bench.register(OTHER);
        bench.site.unlock(1, bench.ago(Duration.ofHours(30)), true);
        assertThatThrownBy(() -> bench.poll.pollNext()).hasMessageContaining("ledger");

        assertThat(bench.poll.pollNext()).isFalse();
        bench.database.useTransaction(handle -> handle.execute("ALTER TABLE lost RENAME TO ledger"));
        assertThat(bench.pollAfter(Duration.ofSeconds(10))).isTrue();
        assertThat(withoutBaseline()).isZero();
    }

    @Test
    void aSweepRequestedDuringAPollIsMadeByTheNextPoll() {
        bench.clock.advance(Duration.ofHours(13));
        DuePoll due = bench.schedule.pick().orElseThrow();
        bench.schedule.markSweeps(bench.clock.instant());

        bench.recorder.record(
                new AnsweredPoll(due, PollWindow.of(due, PollBench.SETTINGS, bench.clock.instant()), List.of()));

        bench.clock.advance(Duration.ofMinutes(31));
        DuePoll next = bench.schedule.pick().orElseThrow();
        assertThat(next.sweepDue()).isTrue();
        bench.recorder.record(
                new AnsweredPoll(next, PollWindow.of(next, PollBench.SETTINGS, bench.clock.instant()), List.of()));
        bench.clock.advance(Duration.ofMinutes(31));
        assertThat(bench.schedule.pick().orElseThrow().sweepDue()).isFalse();
    }
}
