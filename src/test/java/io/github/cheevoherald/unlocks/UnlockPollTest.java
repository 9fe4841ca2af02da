package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnBothStores
final class UnlockPollTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;

    private PollBench bench;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.feed(SERVER);
        bench.register(SERVER);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void announcesNothingFromBeforeTheRegistration() {
        bench.site.unlock(1, bench.ago(Duration.ofDays(14)), true);
        bench.site.unlock(2, bench.ago(Duration.ZERO), true);

        bench.pollAfter(INTERVAL);

        assertThat(bench.announced(SERVER)).isEmpty();
        assertThat(bench.site.minutesAsked.get(0)).isGreaterThanOrEqualTo(15 * 24 * 60);
    }

    @Test
    void announcesUnlocksDatedAfterTheRegistrationInTheFirstPoll() {
        bench.clock.advance(Duration.ofSeconds(5));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);

        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void announcesAnUnlockOnlyOnce() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);

        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);
        bench.restart();
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anUnlockThatVanishesMovesToAnotherGameAndComesBackIsNotAnnouncedAgain() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        Instant date = bench.ago(Duration.ZERO);
        bench.site.unlock(1, date, true);
        bench.pollAfter(INTERVAL);

        bench.site.rows.clear();
        bench.pollAfter(INTERVAL);
        bench.site.rows.add(ScriptedSite.row(1, date, true, "Mega Drive", 99));
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void aWindowReachesBackBeyondTheLastGoodPoll() {
        bench.pollAfter(INTERVAL);

        bench.pollAfter(INTERVAL);

        assertThat(bench.site.minutesAsked.get(1)).isBetween(15L, 18L);
    }

    @Test
    void anUnlockWrittenMinutesAfterItsDateIsFound() {
        bench.pollAfter(INTERVAL);
        Instant date = bench.ago(Duration.ofSeconds(-1));
        bench.pollAfter(Duration.ofMinutes(14));

        bench.site.unlock(1, date, true);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void aFailedPollLeavesTheWindowOpen() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.failures.add(new Outcome.Malformed<>("HTML"));
        bench.site.failures.add(new Outcome.Unavailable<>("no answer"));

        bench.pollAfter(Duration.ofHours(1));
        bench.pollAfter(Duration.ofHours(1));
        bench.pollAfter(Duration.ofHours(1));

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anUpgradeToHardcoreSaysSo() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), false);
        bench.pollAfter(INTERVAL);

        bench.site.rows.clear();
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(INTERVAL);

        List<UnlockAnnouncement.Unlocks> announced = bench.announced(SERVER);
        assertThat(announced).hasSize(2);
        assertThat(announced.get(0).unlocks().get(0).upgrade()).isFalse();
        assertThat(announced.get(1).unlocks().get(0).upgrade()).isTrue();
    }

    @Test
    void aSweepFindsALateUnlockAndSaysThatItIsLate() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofHours(1));
        bench.site.unlock(1, bench.ago(Duration.ofDays(13)), true);
        bench.pollAfter(Duration.ofHours(1));
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        bench.sweepAfter(Duration.ofHours(12));

        assertThat(bench.announced(SERVER).get(0).unlocks().get(0).late()).isTrue();
    }

    @Test
    void anUnlockOlderThanTheLateHorizonIsRecordedSilently() {
        bench.pollAfter(INTERVAL);
        bench.site.unlock(1, bench.ago(Duration.ofDays(14).plusMinutes(30)), true);

        bench.sweepAfter(Duration.ofHours(12));
        bench.sweepAfter(Duration.ofHours(12));

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }

    @Test
    void becomingActiveAfterAQuietDayTriggersASweepAtOnce() {
        bench.pollAfter(INTERVAL);
        bench.pollAfter(Duration.ofHours(30));
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.unlock(2, bench.ago(Duration.ofDays(5)), true);
        bench.pollAfter(Duration.ofMinutes(30));
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);

        bench.pollAfter(Duration.ZERO);

        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(bench.site.minutesAsked.get(3)).isGreaterThanOrEqualTo(14 * 24 * 60 + 60);
    }

    @Test
    void anEventsTwinIsNotAnnouncedAlongsideItsOriginal() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));

        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anEventsTwinThatComesFirstWaitsForItsOriginal() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        Instant date = bench.ago(Duration.ZERO);
        bench.site.twin(100, date);
        bench.pollAfter(INTERVAL);
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        bench.site.unlock(1, date, true);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(3));
        bench.recorder.releaseEventCopies();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anEventsTwinThatComesAfterItsOriginalIsNotAnnounced() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        Instant date = bench.ago(Duration.ZERO);
        bench.site.unlock(1, date, true);
        bench.pollAfter(INTERVAL);

        bench.site.twin(100, date);
        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void anEventUnlockWithoutAnOriginalIsAnnouncedAfterTheNextGoodPoll() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);

        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
    }

    @Test
    void anEventUnlockWithoutAnOriginalIsAnnouncedWithinTwoMinutesIfTheSiteIsAway() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);
        bench.recorder.releaseEventCopies();
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        bench.clock.advance(Duration.ofMinutes(2));
        bench.recorder.releaseEventCopies();
        bench.recorder.releaseEventCopies();

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
    }

    @Test
    void sixHundredUnlocksInOneWindowAreAllAnnouncedInOrder() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(10));
        for (int i = 1; i <= 600; i++) {
            bench.site.unlock(i, bench.ago(Duration.ofSeconds(600 - i / 2)).plusSeconds(1), true);
        }

        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 600).boxed().toList());
        assertThat(bench.announced(SERVER)).hasSize(1);
    }

    @Test
    void fiveHundredUnlocksInOneSecondDoNotHideWhatFollows() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(30));
        Instant second = bench.ago(Duration.ofSeconds(20));
        for (int i = 1; i <= 500; i++) {
            bench.site.unlock(i, second, true);
        }
        bench.site.unlock(1000, second.plusSeconds(5), true);

        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).hasSize(501).contains(1000L);
    }

    @Test
    void aFailedPageRecordsNothingFromTheOthers() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofMinutes(10));
        for (int i = 1; i <= 600; i++) {
            bench.site.unlock(i, bench.ago(Duration.ofMinutes(5)), true);
        }
        bench.site.failures.add(new Outcome.Unavailable<>("first"));
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }

    @Test
    void onePlayerInTwoServersIsPolledOnceAndAnnouncedInBoth() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        int before = bench.site.requests;
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);

        bench.pollAfter(INTERVAL);

        assertThat(bench.site.requests - before).isEqualTo(1);
        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactly(1L);
    }

    @Test
    void aServerThatRegistersAWatchedPlayerHearsOnlyLaterUnlocks() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);

        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(2, bench.ago(Duration.ZERO), true);
        bench.site.unlock(3, bench.ago(Duration.ofMinutes(1)), true);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void aServerWithoutTheBotHearsNothingAndIsNotPolledFor() {
        bench.pollAfter(INTERVAL);
        bench.guilds.left(SERVER, bench.clock.instant());
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);

        boolean polled = bench.pollAfter(INTERVAL);

        assertThat(polled).isFalse();
    }

    @Test
    void aServerThatComesBackHearsNothingFromItsAbsence() {
        bench.pollAfter(INTERVAL);
        bench.guilds.left(SERVER, bench.clock.instant());
        bench.clock.advance(Duration.ofDays(3));
        bench.site.unlock(1, bench.ago(Duration.ofDays(1)), true);
        bench.pollAfter(INTERVAL);

        bench.database.useTransaction(handle -> {
            assertThat(bench.guilds.joined(handle, SERVER)).isTrue();
            bench.players.startAnew(handle, SERVER, bench.clock.instant());
        });
        bench.pollAfter(INTERVAL);
        bench.site.unlock(2, bench.ago(Duration.ZERO), true);
        bench.pollAfter(Duration.ofMinutes(30));

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aRegistrationSavedDuringAnOutageHearsWhatOthersPollsFoundSince() {
        bench.feed(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.clock.advance(Duration.ofSeconds(1));
        Instant asked = bench.ago(Duration.ZERO);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(2, bench.ago(Duration.ZERO), true);
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);

        bench.register(OTHER_SERVER, asked);
        bench.pollAfter(INTERVAL);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactly(2L);
        assertThat(bench.announcedIds(SERVER)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aServerDoesNotHearAgainWhatItHeardUnderAnEarlierLink() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        Instant asked = bench.ago(Duration.ZERO);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(INTERVAL);
        Unsettled.in(bench.database)
                .forEach(entry -> bench.outbox.sent(entry.id(), 1, bench.clock.instant(), any -> {}));

        bench.players.unregister(OTHER_SERVER, PollBench.MEMBER);
        bench.register(OTHER_SERVER, asked);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();
    }

    @Test
    void unlocksWithdrawnWithOneLinkAreStillNewForAMemberWhoAskedBefore() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        Instant asked = bench.ago(Duration.ZERO);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(INTERVAL);

        bench.players.unregister(OTHER_SERVER, PollBench.MEMBER);
        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();
        bench.register(OTHER_SERVER, asked);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(OTHER_SERVER)).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void aServerDoesNotHearAgainWhatItHeardInASummary(int hoursOurClockIsBehind) {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        Instant asked = bench.ago(Duration.ZERO);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(1, bench.ago(Duration.ZERO), true);
        bench.pollAfter(INTERVAL);
        OutboxEntry entry =
                bench.outbox.next(new FeedKey(OTHER_SERVER, "unlocks")).orElseThrow();
        UnlockAnnouncement.Unlocks own = (UnlockAnnouncement.Unlocks) entry.announcement();
        UnlockAnnouncement.Unlocks others = new UnlockAnnouncement.Unlocks(
                new PlayerCard("SOMEBODY", "Somebody", "http://site/user/Somebody", ""), own.unlocks());
        Announcement summary = new UnlockAnnouncement.Summary(List.of(others, own));
        OutboxEntry posted = bench.outbox
                .rendered(
                        List.of(entry),
                        List.of(new Outbox.Message(summary, "content", "nonce", true, MessageForm.LIST)),
                        Map.of())
                .orElseThrow();
        bench.outbox.sent(posted.id(), 1, bench.ago(Duration.ofHours(hoursOurClockIsBehind)), handle -> {});

        bench.players.unregister(OTHER_SERVER, PollBench.MEMBER);
        bench.register(OTHER_SERVER, asked);
        bench.pollAfter(INTERVAL);

        assertThat(bench.outbox.waiting(OTHER_SERVER)).isZero();
    }

    @Test
    void aHeldTwinIsNotForAServerThatRegisteredAgainAndWasPolledSince() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);

        bench.players.unregister(OTHER_SERVER, PollBench.MEMBER);
        bench.register(OTHER_SERVER);
        bench.database.useTransaction(handle -> handle.execute("UPDATE registrations SET baselined = 1"));
        bench.clock.advance(Duration.ofMinutes(2));
        bench.recorder.releaseEventCopies();

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();
    }

    @Test
    void aHeldTwinIsNotForAServerThatRegisteredAgainSince() {
        bench.feed(OTHER_SERVER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.twin(100, bench.ago(Duration.ZERO));
        bench.pollAfter(INTERVAL);

        bench.players.unregister(OTHER_SERVER, PollBench.MEMBER);
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(100L);
        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();
    }
}
