package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.players.HiddenGames.HiddenGame;
import io.github.cheevoherald.players.MemberRecords;
import io.github.cheevoherald.players.PausedLinks.Change;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Unlocks of members who have paused a link, hide a game, or are forgotten. */
@OnBothStores
final class MembersSayTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;
    private static final long MEMBER = PollBench.MEMBER;

    private PollBench bench;
    private HiddenGame game;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(INTERVAL);
        RecentUnlock any = ScriptedSite.row(1, bench.clock.instant(), true, "SNES", 5);
        game = new HiddenGame(any.gameId(), "");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void registerElsewhere() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
    }

    private void unlock(long achievement, Duration ago) {
        bench.site.add(ScriptedSite.row(achievement, bench.ago(ago), true, "SNES", game.gameId()));
    }

    private void unlockInAnotherGame(long achievement) {
        bench.site.add(ScriptedSite.row(achievement, bench.ago(Duration.ofSeconds(1)), true, "SNES", 6));
    }

    @Test
    void whoPausesInOneServerIsAnnouncedInTheOther() {
        registerElsewhere();

        assertThat(bench.pauses.pause(SERVER, MEMBER)).isEqualTo(Change.DONE);
        unlock(1, Duration.ZERO);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).isEmpty();
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactly(1L);
    }

    @Test
    void whoPausesEverywhereIsNotPolledUntilTheyResume() {
        bench.pauses.pause(SERVER, MEMBER);

        assertThat(bench.pollAfter(Duration.ofHours(1))).isFalse();
        assertThat(bench.players.watched(bench.clock.instant())).isZero();
        assertThat(bench.pauses.resume(SERVER, MEMBER)).isEqualTo(Change.DONE);
        assertThat(bench.pollAfter(Duration.ZERO)).isTrue();
    }

    @Test
    void whatIsUnlockedDuringAPauseStaysUnsaidHoweverLateItShows() {
        bench.pauses.pause(SERVER, MEMBER);
        unlock(1, Duration.ZERO);
        bench.clock.advance(Duration.ofHours(1));
        bench.pauses.resume(SERVER, MEMBER);
        bench.pollAfter(INTERVAL);
        unlock(2, Duration.ofMinutes(30));
        bench.sweepAfter(Duration.ofHours(12));
        unlock(3, Duration.ZERO);
        bench.pollAfter(PollBench.SETTINGS.maxInterval());

        assertThat(bench.announcedIds(SERVER)).containsExactly(3L);
    }

    @Test
    void anUnlockOfBeforeAPauseThatShowsAfterItIsAnnounced() {
        bench.clock.advance(Duration.ofHours(1));
        bench.pauses.pause(SERVER, MEMBER);
        bench.clock.advance(Duration.ofHours(1));
        bench.pauses.resume(SERVER, MEMBER);
        bench.pollAfter(INTERVAL);
        unlock(1, Duration.ofMinutes(150));
        bench.sweepAfter(Duration.ofHours(12));

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void pausingAndResumingTwiceIsSaid() {
        assertThat(bench.pauses.resume(SERVER, MEMBER)).isEqualTo(Change.WAS_SO);
        bench.pauses.pause(SERVER, MEMBER);
        assertThat(bench.pauses.pause(SERVER, MEMBER)).isEqualTo(Change.WAS_SO);
        assertThat(bench.pauses.pause(OTHER_SERVER, MEMBER)).isEqualTo(Change.NOT_REGISTERED);
        assertThat(bench.pauses.resume(OTHER_SERVER, MEMBER)).isEqualTo(Change.NOT_REGISTERED);
    }

    @Test
    void aHiddenGameIsHiddenInOneServerAlone() {
        registerElsewhere();

        assertThat(bench.hiddenGames.hide(SERVER, MEMBER, game)).isTrue();
        assertThat(bench.hiddenGames.hide(3, MEMBER, game)).isFalse();
        unlock(1, Duration.ZERO);
        unlockInAnotherGame(2);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void whatWaitsOfAGameIsTakenOutOnceItIsHidden() {
        unlock(1, Duration.ofSeconds(2));
        unlockInAnotherGame(2);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 2L);

        bench.hiddenGames.hide(SERVER, MEMBER, game);

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aHiddenGamesMessageInDoubtIsNotSentAgain() {
        unlock(1, Duration.ofSeconds(2));
        bench.pollAfter(INTERVAL);
        OutboxEntry waiting = Unsettled.in(bench.database).get(0);
        Outbox.Message message = new Outbox.Message(waiting.announcement(), "{}", "nonce", false, MessageForm.CARDS);
        OutboxEntry rendered = bench.outbox
                .rendered(List.of(waiting), List.of(message), Map.of())
                .orElseThrow();
        assertThat(bench.outbox.sending(rendered.id(), 10, bench.clock.instant()))
                .isTrue();

        bench.hiddenGames.hide(SERVER, MEMBER, game);

        assertThat(Unsettled.in(bench.database)).hasSize(1);
        assertThat(bench.outbox.sending(rendered.id(), 10, bench.clock.instant()))
                .isFalse();
        assertThat(Unsettled.in(bench.database)).isEmpty();
    }

    @Test
    void aLateUnlockOfTheHiddenTimeStaysUnsaid() {
        bench.clock.advance(Duration.ofHours(1));
        bench.hiddenGames.hide(SERVER, MEMBER, game);
        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.hiddenGames.of(SERVER, MEMBER)).containsExactly(game);
        assertThat(bench.hiddenGames.show(SERVER, MEMBER, game.gameId())).isTrue();
        assertThat(bench.hiddenGames.show(SERVER, MEMBER, game.gameId())).isFalse();
        bench.clock.advance(Duration.ofSeconds(1));
        unlock(1, Duration.ofMinutes(30));
        unlock(2, Duration.ofMinutes(90));
        unlock(3, Duration.ZERO);
        bench.sweepAfter(Duration.ofHours(12));

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L, 3L);
        assertThat(bench.hiddenGames.of(SERVER, MEMBER)).isEmpty();
    }

    @Test
    void aPollUnderWayRecordsNothingAboutWhoIsForgotten() {
        unlock(1, Duration.ZERO);
        bench.waiting = record -> {
            forget();
            record.run();
        };
        bench.pollAfter(INTERVAL);

        assertThat(rows("ledger")).isZero();
        assertThat(rows("poll_schedule")).isZero();
        assertThat(bench.announcedIds(SERVER)).isEmpty();
        assertThat(bench.pollAfter(Duration.ofHours(1))).isFalse();
    }

    @Test
    void aNewPlayerWithAForgottenOnesIdIsPolledAsTheirOwn() {
        forget();
        bench.database.useTransaction(handle -> {
            handle.execute("INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)"
                    + " VALUES (1, 'ANOTHER', 'Bob', '', 0)");
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, 8, 1, ?)",
                    SERVER,
                    bench.clock.instant().getEpochSecond());
            new PollTurns().add(handle, 1, bench.clock.instant());
        });
        bench.pollAfter(INTERVAL);
        unlock(1, Duration.ZERO);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announced(SERVER))
                .singleElement()
                .satisfies(one -> assertThat(one.player().name()).isEqualTo("Bob"));
    }

    private void forget() {
        MemberRecords members = new MemberRecords();
        bench.database.useTransactionAlone(handle -> {
            Player player = members.players(handle, MEMBER).get(0);
            members.forget(handle, MEMBER);
            new UnlockRecords().forget(handle, player);
            bench.outbox.ofPlayers().forget(handle, player.ulid(), bench.clock.instant());
            members.forget(handle, player);
        });
    }

    private long rows(String table) {
        return bench.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
