package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.PausableStore;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes on one PostgreSQL database write at the same time, where SQLite would have made one of them wait. Each test
 * stops one inside its transaction while the other one acts.
 */
@Timeout(120)
final class InterleavingTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;
    private static final FeedKey FEED = new FeedKey(SERVER, "unlocks");
    private static final Player ANA = new Player(1, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "Ana", "", null, false);

    private final PausableStore store = new PausableStore(MutableClock.at("2026-03-01T12:00:00Z"));
    private final PollBench one = new PollBench(store.first());
    private PollBench other;

    @BeforeEach
    void registerAPlayer() {
        one.feed(SERVER);
        one.feed(OTHER_SERVER);
        one.register(SERVER);
        one.pollAfter(INTERVAL);
        one.clock.advance(INTERVAL);
        other = new PollBench(store.second());
        other.clock.set(one.clock.instant());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void bothSee(long achievement) {
        one.site.unlock(achievement, one.ago(Duration.ofSeconds(1)), true);
        other.site.unlock(achievement, one.ago(Duration.ofSeconds(1)), true);
    }

    private long dueAt() {
        return number("SELECT due_at_ms FROM poll_schedule");
    }

    private long number(String sql) {
        return store.second()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private List<Long> announced(long server) {
        return other.announcedIds(server);
    }

    private void unregister(Database database) {
        new Players(database, new LinkChanges(new Outbox(database, UnlockAnnouncement.STORED), one.clock))
                .unregister(SERVER, PollBench.MEMBER);
    }

    private void registerUpToTheCommit(long server) {
        one.database.useTransactionAlone(handle -> {
            one.register(handle, server, one.clock.instant());
            beforeTheCommit(handle);
        });
    }

    /** A statement to stop at. */
    private static void beforeTheCommit(Handle handle) {
        handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    }

    @Test
    void twoPollsOfOnePlayerRecordAnUnlockOnceWhicheverIsFirst() {
        bothSee(1);

        store.interleave(() -> one.poll.pollNext(), "INSERT INTO ledger", () -> other.poll.pollNext());

        assertThat(announced(SERVER)).containsExactly(1L);
        assertThat(number("SELECT COUNT(*) FROM ledger")).isEqualTo(1);
    }

    @Test
    void theLaterOfTwoPollsWaitsForTheUniqueKeyAndThenKnows() {
        bothSee(1);

        store.interleave(() -> one.poll.pollNext(), "INSERT INTO outbox", () -> other.poll.pollNext());

        assertThat(announced(SERVER)).containsExactly(1L);
        assertThat(number("SELECT COUNT(*) FROM ledger")).isEqualTo(1);
    }

    @Test
    void anUnlockThatOnlyTheLaterPollSawIsRecordedAlongWithTheKnownOne() {
        bothSee(1);
        other.site.unlock(2, one.ago(Duration.ofSeconds(1)), true);

        store.interleave(() -> one.poll.pollNext(), "INSERT INTO outbox", () -> other.poll.pollNext());

        assertThat(announced(SERVER)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void whatAPollIsAboutToAnnounceIsWithdrawnByAnUnregistration() {
        bothSee(1);

        store.interleave(() -> one.poll.pollNext(), "INSERT INTO outbox", () -> unregister(store.second()));

        assertThat(announced(SERVER)).isEmpty();
        assertThat(number("SELECT COUNT(*) FROM ledger")).isEqualTo(1);
    }

    @Test
    void aFeedTurnedOffLeavesNothingOfAPollUnderWay() {
        bothSee(1);

        store.interleave(
                () -> one.poll.pollNext(),
                "INSERT INTO outbox",
                () -> new FeedChannels(other.database, other.clock, List.of())
                        .allOff(
                                SERVER,
                                handle -> other.outbox
                                        .cleanup()
                                        .dropAll(handle, SERVER, "the feed was turned off", other.clock.instant())));

        assertThat(announced(SERVER)).isEmpty();
    }

    @Test
    void aRegistrationDuringAPollIsPolledFirst() {
        bothSee(1);

        store.interleave(() -> registerUpToTheCommit(OTHER_SERVER), "SELECT 1", () -> other.poll.pollNext());

        assertThat(dueAt()).isZero();
        other.pollAfter(INTERVAL);
        assertThat(number("SELECT COUNT(*) FROM registrations WHERE baselined = 1"))
                .isEqualTo(2);
    }

    @Test
    void aPlayerWhoIsRegisteredWhileTheirPollsEndIsPolled() {
        unregister(store.second());

        store.interleave(() -> one.poll.pollNext(), "UPDATE poll_schedule SET due_at_ms", () -> other.register(SERVER));

        // The first may already poll them, when it looks for the next player.
        assertThat(dueAt()).isNotEqualTo(PollTurns.NEVER);
    }

    @Test
    void aPlayerWhosePollsEndWhileTheyAreRegisteredIsPolled() {
        unregister(store.second());

        store.interleave(
                () -> registerUpToTheCommit(SERVER),
                "SELECT 1",
                () -> other.database.useTransactionAlone(
                        handle -> new PollTurns().retire(handle, ANA.id(), other.clock.millis())));

        assertThat(dueAt()).isZero();
    }

    @Test
    void aHeldEventCopyIsReleasedOnce() {
        one.site.twin(1, one.ago(Duration.ofSeconds(1)));
        one.poll.pollNext();
        one.clock.advance(Duration.ofMinutes(2));
        other.clock.set(one.clock.instant());
        AtomicInteger released = new AtomicInteger();

        store.interleave(
                () -> released.addAndGet(one.recorder.releaseEventCopies()),
                "INSERT INTO outbox",
                () -> released.addAndGet(other.recorder.releaseEventCopies()));

        assertThat(released).hasValue(1);
        assertThat(announced(SERVER)).containsExactly(1L);
    }

    @Test
    void messagesRenderedTwiceAtTheSameTimeAreStoredOnce() {
        bothSee(1);
        one.poll.pollNext();
        OutboxEntry entry = one.outbox.next(FEED).orElseThrow();

        store.interleave(
                () -> render(one.outbox, entry, "a"), "INSERT INTO outbox", () -> render(other.outbox, entry, "b"));

        assertThat(Unsettled.in(store.second())).extracting(OutboxEntry::nonce).containsExactly("a");
    }

    @Test
    void aPlayerIsAlsoWithdrawnFromWhatIsBeingRendered() {
        bothSee(1);
        one.poll.pollNext();
        OutboxEntry entry = one.outbox.next(FEED).orElseThrow();

        store.interleave(
                () -> render(one.outbox, entry, "a"),
                "INSERT INTO outbox",
                () -> store.second()
                        .useTransactionAlone(
                                handle -> other.outbox.withdraw(handle, SERVER, ANA.ulid(), other.clock.instant())));

        assertThat(announced(SERVER)).isEmpty();
    }

    @Test
    void whatIsBeingSentIsMarkedRatherThanDropped() {
        bothSee(1);
        one.poll.pollNext();
        OutboxEntry entry = render(one.outbox, one.outbox.next(FEED).orElseThrow(), "a");
        AtomicInteger claimed = new AtomicInteger();

        store.interleave(
                () -> claimed.addAndGet(one.database.inTransaction(handle -> {
                    int marked = handle.execute(
                            "UPDATE outbox SET state = 'sending' WHERE entry_id = ? AND state = 'pending'", entry.id());
                    beforeTheCommit(handle);
                    return marked;
                })),
                "SELECT 1",
                () -> store.second()
                        .useTransactionAlone(
                                handle -> other.outbox.withdraw(handle, SERVER, ANA.ulid(), other.clock.instant())));

        assertThat(claimed).hasValue(1);
        assertThat(number("SELECT COUNT(*) FROM outbox WHERE state = 'sending' AND withdrawn IS NOT NULL"))
                .isEqualTo(1);
        one.outbox.notSent(entry.id(), "cut", one.clock.instant());
        assertThat(announced(SERVER)).isEmpty();
    }

    @Test
    void aChannelMovedDuringAClaimKeepsTheClaimsChannel() {
        bothSee(1);
        one.poll.pollNext();
        OutboxEntry entry = render(one.outbox, one.outbox.next(FEED).orElseThrow(), "a");

        store.interleave(
                () -> one.outbox.sending(entry.id(), 10, one.clock.instant()),
                "UPDATE outbox SET state = 'sending'",
                () -> GivenFeed.in(other.database, SERVER, "unlocks", 99));

        OutboxEntry claimed = other.outbox.next(FEED).orElseThrow();
        assertThat(claimed.channelId()).isEqualTo(10);
        assertThat(new Guilds(store.second())
                        .feed(SERVER, "unlocks")
                        .orElseThrow()
                        .channelId())
                .isEqualTo(99);
    }

    @Test
    void theLoserOfADeadlockTriesAgain() {
        store.interleave(
                () -> one.database.useTransaction(handle -> {
                    handle.execute("UPDATE feeds SET told = told + 1 WHERE guild_id = 1");
                    handle.execute("UPDATE feeds SET told = told + 1 WHERE guild_id = 2");
                }),
                "WHERE guild_id = 2",
                () -> other.database.useTransaction(handle -> {
                    handle.execute("UPDATE feeds SET told = told + 1 WHERE guild_id = 2");
                    handle.execute("UPDATE feeds SET told = told + 1 WHERE guild_id = 1");
                }));

        assertThat(number("SELECT SUM(told) FROM feeds")).isEqualTo(4);
    }

    private static OutboxEntry render(Outbox outbox, OutboxEntry entry, String nonce) {
        Outbox.Message message = new Outbox.Message(entry.announcement(), "content", nonce, false, MessageForm.CARDS);
        return outbox.rendered(List.of(entry), List.of(message), Map.of()).orElse(entry);
    }
}
