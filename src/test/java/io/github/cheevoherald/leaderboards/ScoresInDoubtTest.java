package io.github.cheevoherald.leaderboards;

import static io.github.cheevoherald.leaderboards.ScoreBench.ANN;
import static io.github.cheevoherald.leaderboards.ScoreBench.AWAY;
import static io.github.cheevoherald.leaderboards.ScoreBench.GAME;
import static io.github.cheevoherald.leaderboards.ScoreBench.HOME;
import static io.github.cheevoherald.leaderboards.ScoreBench.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.leaderboards.ScoreBench.Board;
import io.github.cheevoherald.leaderboards.ScoreBench.Scored;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Answers that lack something, moments that are lost, and clocks that are wrong. */
@OnBothStores
final class ScoresInDoubtTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant LONG_AGO = START.minus(Duration.ofDays(30));

    @Parameter
    private StoreKind store;

    private ScoreBench bench;
    private Board speed;
    private Board points;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new ScoreBench(store.open(folder, io.github.cheevoherald.MutableClock.at("2026-11-29T12:00:00Z")));
        speed = bench.board(1, true);
        points = bench.board(2, false);
        bench.turnOn(HOME, START.minusSeconds(60));
        bench.register(HOME, ANN, START.minusSeconds(60));
        bench.run();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static LeaderboardEntry unranked(Board board, long score, Instant date) {
        return new LeaderboardEntry(1, board.about, score, score + " points", null, date);
    }

    @Test
    void whatTheFirstReadingLackedStaysUnsaidIfItIsOlderThanTheRegistration() {
        Board hidden = bench.board(3, false);
        hidden.hidden = true;
        for (Board board : List.of(speed, points, hidden)) {
            board.scores.put(ANN, new Scored(100, LONG_AGO));
        }
        bench.faults.add(ScoreBench.answered(List.of(unranked(points, 100, LONG_AGO)), 1));
        bench.sits(ANN);
        hidden.hidden = false;

        bench.sits(ANN);
        assertThat(bench.news(HOME)).isEmpty();

        bench.score(ANN, speed, 90);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).containsExactly("Ann 1: 90 points #1 was 100 points");
    }

    @Test
    void whatWasThereAllAlongStaysUnsaidAfterAnEmptyFirstAnswer() {
        points.scores.put(ANN, new Scored(100, LONG_AGO));
        bench.faults.add(ScoreBench.answered(List.of()));
        bench.sits(ANN);

        bench.sits(ANN);

        assertThat(bench.news(HOME)).isEmpty();
    }

    @Test
    void aScoreThatTheSiteShowsLateIsAnnouncedIfItWasMadeAfterTheRegistration() {
        bench.pass(Duration.ofDays(1));
        Instant made = bench.clock.instant();
        bench.pass(MINUTE);
        bench.sits(ANN);
        points.scores.put(ANN, new Scored(10, made));

        bench.sits(ANN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 10 points #1 FIRST_PLACE");
    }

    @Test
    void anEntryThatCannotBeReadIsNotWithdrawn() {
        bench.score(ANN, speed, 100);
        bench.score(ANN, points, 100);
        bench.sits(ANN);
        LeaderboardEntry readable =
                bench.entries(ScoreBench.ulid("Ann"), List.of(GAME)).get(0);
        bench.faults.add(ScoreBench.answered(List.of(readable), 1));
        bench.sits(ANN);

        bench.score(ANN, points, 110);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).containsExactly("Ann 2: 110 points #1 was 100 points");
    }

    @Test
    void anEmptyAnswerAboutOtherGamesIsNoRepetition() {
        Board other = bench.board(3, GAME + 1, false);
        bench.score(ANN, points, 100);
        bench.score(ANN, other, 100);
        bench.sits(ANN, GAME, GAME + 1);
        bench.faults.add(ScoreBench.answered(List.of()));
        bench.faults.add(ScoreBench.answered(List.of()));
        bench.sits(ANN, GAME);
        bench.sits(ANN, GAME, GAME + 1);
        bench.score(ANN, other, 110);
        bench.pass(Duration.ofHours(1));
        bench.run();

        assertThat(bench.news(HOME)).containsExactly("Ann 3: 110 points #1 was 100 points");
    }

    @Test
    void anEmptyAnswerIsAskedForAgainBeforeItIsBelieved() {
        bench.score(ANN, points, 100);
        bench.sits(ANN);
        bench.score(ANN, points, 110);
        bench.faults.add(ScoreBench.answered(List.of()));
        bench.sits(ANN);
        assertThat(bench.news(HOME)).isEmpty();
        bench.pass(MINUTE);
        bench.run();
        assertThat(bench.news(HOME)).containsExactly("Ann 2: 110 points #1 was 100 points");

        points.scores.remove(ANN);
        bench.sits(ANN);
        bench.pass(MINUTE);
        bench.run();
        bench.score(ANN, points, 105);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).contains("Ann 2: 105 points #1 FIRST_PLACE");
        assertThat(bench.asked).hasSize(1 + 2 + 2 + 1);
    }

    @Test
    void scoresWaitForARegistrationThatTheSiteHasNotConfirmedYet() {
        bench.sits(ANN);
        bench.turnOn(AWAY, START);
        Instant noted = bench.clock.instant();
        bench.notesRegistration(AWAY, ANN, "ANN", noted);
        bench.pass(MINUTE);
        bench.score(ANN, points, 10);
        bench.sits(ANN);
        assertThat(bench.news(HOME)).isEmpty();

        bench.confirmsRegistration(AWAY, ANN, noted);
        bench.run();
        assertThat(bench.news(HOME)).hasSize(1).isEqualTo(bench.news(AWAY));
    }

    @Test
    void aRegistrationThatStaysUnconfirmedHoldsScoresUpForAnHourAtMost() {
        bench.sits(ANN);
        bench.notesRegistration(AWAY, ANN, "Ann", bench.clock.instant());
        bench.score(ANN, points, 10);
        bench.sits(ANN);

        bench.pass(Duration.ofHours(1));
        bench.run();

        assertThat(bench.news(HOME)).hasSize(1);
    }

    @Test
    void whomTheSiteLosesForAMomentKeepsTheirSitting() {
        bench.sits(ANN);
        bench.score(ANN, points, 10);
        bench.plays(ANN, GAME);
        bench.gone(ANN, bench.clock.millis());
        bench.run();
        bench.gone(ANN, null);

        bench.pass(Sittings.QUIET.plusSeconds(1));
        bench.run();

        assertThat(bench.news(HOME)).hasSize(1);
    }

    @Test
    void aReadingThatAWrongTimeOfTheSitesDatedInTheFutureHidesNoSign() {
        bench.plays(ANN, GAME);
        bench.pass(Sittings.QUIET.plusSeconds(1));
        bench.siteAhead = Duration.ofDays(2);
        bench.run();
        bench.siteAhead = Duration.ZERO;

        bench.score(ANN, points, 10);
        bench.sits(ANN);

        assertThat(bench.news(HOME)).hasSize(1);
    }
}
