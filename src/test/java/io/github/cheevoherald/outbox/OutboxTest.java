package io.github.cheevoherald.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnBothStores
final class OutboxTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long OTHER = 2;
    private static final long CHANNEL = 11;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @TempDir
    Path folder;

    private Database database;
    private Outbox outbox;

    @BeforeEach
    void open() {
        database = store.open(folder, new MutableClock(NOW));
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        database.close();
        open();
    }

    private static Announcement unlocks(long... ids) {
        return new UnlockAnnouncement.Unlocks(
                new PlayerCard("ULID", "Ana", "http://site/user/Ana", "http://media/Ana.png"),
                LongStream.of(ids).mapToObj(OutboxTest::unlock).toList());
    }

    /** An unlock whose date is its id, in seconds. */
    private static UnlockAnnouncement.Unlock unlock(long id) {
        return new UnlockAnnouncement.Unlock(
                id,
                "Ti\"tle\u202e \uD83C\uDFC6",
                "",
                "url",
                "badge",
                5,
                7,
                null,
                "Game",
                "url",
                "SNES",
                id,
                true,
                false,
                true);
    }

    private void add(long server, Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, server, announcement, NOW));
    }

    private OutboxEntry next() {
        return outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow();
    }

    private OutboxEntry rendered(OutboxEntry entry, String... nonces) {
        List<Outbox.Message> messages = IntStream.range(0, nonces.length)
                .mapToObj(i ->
                        new Outbox.Message(unlocks(i + 1), "content " + nonces[i], nonces[i], false, MessageForm.CARDS))
                .toList();
        return outbox.rendered(List.of(entry), messages, Map.of()).orElseThrow();
    }

    private OutboxEntry sending(String nonce) {
        OutboxEntry entry = rendered(next(), nonce);
        assertThat(outbox.sending(entry.id(), CHANNEL, NOW)).isTrue();
        return entry;
    }

    private static long first(OutboxEntry entry) {
        return ((UnlockAnnouncement.Unlocks) entry.announcement())
                .unlocks()
                .get(0)
                .achievementId();
    }

    @Test
    void keepsAnAnnouncementAsItIs() {
        Announcement announcement = unlocks(1, 2, 3);

        add(SERVER, announcement);
        reopen();

        OutboxEntry entry = next();
        assertThat(entry.announcement()).isEqualTo(announcement);
        assertThat(entry.state()).isEqualTo(State.PENDING);
        assertThat(entry.content()).isNull();
        assertThat(entry.nonce()).isNull();
        assertThat(entry.channelId()).isNull();
        assertThat(entry.firstTriedAt()).isNull();
        assertThat(entry.attempts()).isZero();
        assertThat(entry.createdAt()).isEqualTo(NOW);
        assertThat(entry.nextAttemptAt()).isEqualTo(NOW);
    }

    @Test
    void ordersByTheOldestUnlockThenByWhichWasAddedFirst() {
        add(SERVER, unlocks(5, 9));
        add(SERVER, unlocks(3, 20));
        add(SERVER, unlocks(3, 4));
        add(OTHER, unlocks(1));

        assertThat(Unsettled.in(database))
                .extracting(OutboxTest::first, OutboxEntry::guildId)
                .containsExactly(tuple(3L, SERVER), tuple(3L, SERVER), tuple(5L, SERVER), tuple(1L, OTHER));
        assertThat(next().announcement()).isEqualTo(unlocks(3, 20));
    }

    @Test
    void triedMessagesGoBeforeOlderOnes() {
        add(SERVER, unlocks(1));
        OutboxEntry tried = sending("a");
        add(SERVER, unlocks(-5));

        assertThat(next().id()).isEqualTo(tried.id());

        outbox.sent(tried.id(), 99, LATER, handle -> {});
        assertThat(first(next())).isEqualTo(-5);
    }

    @Test
    void knowsWhichServersHaveABacklog() {
        assertThat(outbox.waitingGuilds()).isEmpty();
        add(SERVER, unlocks(1));
        add(SERVER, unlocks(2));
        add(OTHER, unlocks(1));
        outbox.drop(next().id(), "no more", NOW);

        assertThat(outbox.waitingGuilds()).containsExactlyInAnyOrder(SERVER, OTHER);
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        outbox.drop(next().id(), "no more", NOW);
        assertThat(outbox.waitingGuilds()).containsExactly(OTHER);
        assertThat(outbox.next(new FeedKey(SERVER, "unlocks"))).isEmpty();
    }

    @Test
    void messagesTakeTheirAnnouncementsPlaceInOrder() {
        add(SERVER, unlocks(1, 2, 3));
        OutboxEntry whole = next();

        OutboxEntry first = rendered(whole, "a", "b", "c");

        assertThat(first.nonce()).isEqualTo("a");
        assertThat(Unsettled.in(database)).extracting(OutboxEntry::nonce).containsExactly("a", "b", "c");
        assertThat(Unsettled.in(database)).allSatisfy(entry -> {
            assertThat(entry.createdAt()).isEqualTo(NOW);
            assertThat(entry.state()).isEqualTo(State.PENDING);
            assertThat(entry.content()).isEqualTo("content " + entry.nonce());
        });
    }

    @Test
    void aLaterUnlockOfTheSameSecondDoesNotOvertakeAMessageBeingRendered() {
        add(SERVER, unlocks(1));
        database.useTransaction(handle -> outbox.add(handle, SERVER, unlocks(1, 2), LATER));

        rendered(next(), "first");

        assertThat(next().nonce()).isEqualTo("first");
        assertThat(outbox.untouched(new FeedKey(SERVER, "unlocks"), 10)).isEmpty();
        assertThat(Unsettled.in(database)).extracting(OutboxEntry::nonce).containsExactly("first", null);
    }

    @Test
    void ifTheMessagesCannotAllBeStoredTheAnnouncementStays() {
        add(SERVER, unlocks(1));
        rendered(next(), "a");
        add(SERVER, unlocks(-1));
        OutboxEntry whole = next();

        assertThatThrownBy(() -> rendered(whole, "b", "a")).hasStackTraceContaining("nonce");

        assertThat(next()).isEqualTo(whole);
        assertThat(outbox.waiting(SERVER)).isEqualTo(2);
    }

    @Test
    void aPollsUnlocksAreSplitIntoRowsOfAFewHundred() {
        add(SERVER, unlocks(LongStream.rangeClosed(1, 2_200).toArray()));

        assertThat(Unsettled.in(database))
                .extracting(entry -> entry.announcement().count())
                .containsExactly(1_000, 1_000, 200);
        assertThat(outbox.waitingItems(SERVER)).isEqualTo(2_200);
    }

    @Test
    void aLargeRowFromAnEarlierVersionIsCountedAndSplit() {
        Announcement large = unlocks(LongStream.rangeClosed(1, 2_200).toArray());
        Announcement small = new UnlockAnnouncement.Summary(List.of((UnlockAnnouncement.Unlocks) unlocks(5_000)));
        database.close();
        String url = "jdbc:sqlite:" + folder.resolve("earlier.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite")
                .target("8")
                .load()
                .migrate();
        for (Announcement announcement : List.of(large, small)) {
            Jdbi.create(url)
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state,"
                                    + " next_attempt_at_ms) VALUES (1, 'unlocks', ?, ?, ?, 'pending', 0)",
                            announcement.oldest(),
                            new OutboxRows(List.of(UnlockAnnouncement.STORED)).write(announcement),
                            NOW.toEpochMilli()));
        }
        database = Database.open(url, new MutableClock(NOW));
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        assertThat(outbox.waitingItems(SERVER)).isEqualTo(2_201);

        outbox.divideLargeRows();
        outbox.divideLargeRows();

        assertThat(Unsettled.in(database))
                .extracting(entry -> entry.announcement().count(), OutboxEntry::createdAt)
                .containsExactly(tuple(1_000, NOW), tuple(1_000, NOW), tuple(200, NOW), tuple(1, NOW));
        assertThat(Unsettled.in(database).stream()
                        .flatMap(entry -> ((UnlockAnnouncement) entry.announcement()).parts().stream())
                        .flatMap(part -> part.unlocks().stream()))
                .startsWith(((UnlockAnnouncement.Unlocks) large).unlocks().toArray(UnlockAnnouncement.Unlock[]::new));
        assertThat(outbox.waitingItems(SERVER)).isEqualTo(2_201);
    }

    @Test
    void aRefusedMessagesPartsGoBeforeLaterOnesOfTheSameSecond() {
        add(SERVER, unlocks(1, 2));
        OutboxEntry first = outbox.rendered(
                        List.of(next()),
                        List.of(
                                new Outbox.Message(unlocks(5), "first", "first", false, MessageForm.CARDS),
                                new Outbox.Message(unlocks(5, 6), "second", "second", false, MessageForm.CARDS)),
                        Map.of())
                .orElseThrow();

        outbox.inPlaceOf(
                first,
                List.of(
                        new Outbox.Message(unlocks(5), "half", "half", false, MessageForm.CARDS),
                        new Outbox.Message(unlocks(5), "other half", "other half", false, MessageForm.CARDS)));

        assertThat(Unsettled.in(database))
                .extracting(OutboxEntry::content)
                .containsExactly("half", "other half", "second");
    }

    @Test
    void aPartsPartsGoBeforeLaterPartsOfTheSameSecond() {
        add(SERVER, unlocks(5, 6));
        outbox.inPlaceOf(rendered(next(), "whole"), parts("a", "b", "c"));
        outbox.inPlaceOf(entry("b"), parts("b1", "b2"));
        outbox.inPlaceOf(entry("c"), parts("c1", "c2"));
        outbox.inPlaceOf(entry("b1"), parts("b11", "b12"));
        outbox.inPlaceOf(entry("a"), parts("a1", "a2"));

        assertThat(Unsettled.in(database))
                .extracting(OutboxEntry::nonce)
                .containsExactly("a1", "a2", "b11", "b12", "b2", "c1", "c2");
    }

    private static List<Outbox.Message> parts(String... nonces) {
        return Stream.of(nonces)
                .map(nonce -> new Outbox.Message(unlocks(5), "content", nonce, false, MessageForm.CARDS))
                .toList();
    }

    private OutboxEntry entry(String nonce) {
        return Unsettled.in(database).stream()
                .filter(entry -> nonce.equals(entry.nonce()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPictureStaysWithItsMessageUntilThatIsSettled() {
        add(SERVER, unlocks(1));
        OutboxEntry entry = rendered(next(), "a");
        assertThat(outbox.pictures().of(entry.id())).isEmpty();

        outbox.pictures().decide(entry.id(), new byte[] {1, 2, 3});
        outbox.sending(entry.id(), CHANNEL, NOW);
        outbox.pictures().decide(entry.id(), new byte[] {4});
        outbox.unknown(entry.id(), "no answer", LATER);
        reopen();
        assertThat(outbox.pictures().of(entry.id()).orElseThrow()).containsExactly(1, 2, 3);

        outbox.sent(entry.id(), 7, NOW, handle -> {});
        assertThat(outbox.pictures().of(entry.id())).isEmpty();
    }

    @Test
    void whatIsDroppedKeepsNoPicture() {
        for (int i = 1; i <= 6; i++) {
            add(SERVER, unlocks(i));
        }
        List<OutboxEntry> entries = Unsettled.in(database);
        entries.forEach(entry -> outbox.pictures().decide(entry.id(), new byte[] {1}));

        outbox.drop(entries.get(0).id(), "why", NOW);
        outbox.refused().drop(entries.get(1).id(), "FORM", "why", NOW);
        outbox.refused().add(entries.get(2).id(), "OTHER", "why", false, NOW, LATER.plusSeconds(100));
        outbox.refused().dropOlderThan(SERVER, LATER, NOW);
        outbox.cleanup().dropOlderThan(new FeedKey(SERVER, "unlocks"), LATER, NOW);

        assertThat(entries)
                .allSatisfy(
                        entry -> assertThat(outbox.pictures().of(entry.id())).isEmpty());
    }

    @Test
    void anAnnouncementGivenUpMeanwhileIsNeitherRenderedNorSent() {
        add(SERVER, unlocks(1));
        OutboxEntry whole = next();
        outbox.drop(whole.id(), "feed off", NOW);

        assertThat(outbox.rendered(
                        List.of(whole),
                        List.of(new Outbox.Message(unlocks(1), "content", "a", false, MessageForm.CARDS)),
                        Map.of()))
                .isEmpty();
        assertThat(outbox.sending(whole.id(), CHANNEL, NOW)).isFalse();
        assertThat(outbox.waiting(SERVER)).isZero();
    }

    @Test
    void anAttemptIsOnTheDiskBeforeItIsMade() {
        add(SERVER, unlocks(1));
        OutboxEntry entry = sending("a");
        outbox.sending(entry.id(), CHANNEL, LATER);
        reopen();

        assertThat(next().state()).isEqualTo(State.SENDING);
        assertThat(next().channelId()).isEqualTo(CHANNEL);
        assertThat(next().attempts()).isEqualTo(2);
        assertThat(next().firstTriedAt()).isEqualTo(NOW);
        assertThat(next().content()).isEqualTo("content a");
        assertThat(next().nonce()).isEqualTo("a");
    }

    @Test
    void aSentMessageLeavesTheBacklogAndItsFeedIsSettledInTheSameTransaction() {
        add(SERVER, unlocks(1));
        OutboxEntry entry = sending("a");

        assertThatThrownBy(() -> outbox.sent(entry.id(), 99, LATER, handle -> {
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");
        assertThat(next().state()).isEqualTo(State.SENDING);

        outbox.sent(entry.id(), 99, LATER, handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (5)"));
        reopen();

        assertThat(outbox.next(new FeedKey(SERVER, "unlocks"))).isEmpty();
        assertThat(number("SELECT message_id FROM outbox WHERE state = 'sent'")).isEqualTo(99);
        assertThat(number("SELECT COUNT(*) FROM guilds")).isEqualTo(1);
    }

    private long number(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    @Test
    void aMessageCertainlyNotPostedWaitsAsIfNeverTriedButKeepsItsNonce() {
        add(SERVER, unlocks(1));
        OutboxEntry entry = sending("a");

        outbox.notSent(entry.id(), "no permission", LATER);
        reopen();

        assertThat(next().state()).isEqualTo(State.PENDING);
        assertThat(next().channelId()).isNull();
        assertThat(next().firstTriedAt()).isNull();
        assertThat(next().nonce()).isEqualTo("a");
        assertThat(next().nextAttemptAt()).isEqualTo(LATER);
        assertThat(next().attempts()).isEqualTo(1);
    }

    @Test
    void aPossiblyPostedMessageKeepsItsChannelAndNonce() {
        add(SERVER, unlocks(1));
        OutboxEntry entry = sending("a");

        outbox.unknown(entry.id(), "cut", LATER);
        reopen();

        assertThat(next().state()).isEqualTo(State.SENDING);
        assertThat(next().channelId()).isEqualTo(CHANNEL);
        assertThat(next().nonce()).isEqualTo("a");
        assertThat(next().firstTriedAt()).isEqualTo(NOW);
        assertThat(next().nextAttemptAt()).isEqualTo(LATER);
    }

    @Test
    void theWholeBacklogCanBeMadeDueAtOnce() {
        add(SERVER, unlocks(1));
        outbox.notSent(next().id(), "no", LATER);
        add(OTHER, unlocks(1));
        outbox.notSent(outbox.next(new FeedKey(OTHER, "unlocks")).orElseThrow().id(), "no", LATER);

        outbox.tryAtOnce(SERVER);

        assertThat(next().nextAttemptAt()).isEqualTo(Instant.EPOCH);
        assertThat(outbox.next(new FeedKey(OTHER, "unlocks")).orElseThrow().nextAttemptAt())
                .isEqualTo(LATER);
    }

    @Test
    void givingUpABacklogCountsUnlocksAndLeavesOthersAlone() {
        add(SERVER, unlocks(1, 2, 3));
        add(SERVER, unlocks(4));
        add(OTHER, unlocks(1));
        sending("a");
        outbox.sent(next().id(), 99, NOW, handle -> {});
        add(SERVER, unlocks(7, 8));
        sending("b");

        assertThat(outbox.waitingItems(SERVER)).isEqualTo(3);
        int dropped = database.inTransaction(handle -> outbox.cleanup().dropAll(handle, SERVER, "feed off", LATER));

        assertThat(dropped).isEqualTo(3);
        assertThat(outbox.waiting(SERVER)).isZero();
        assertThat(outbox.waiting(OTHER)).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM outbox WHERE state = 'sent'")).isEqualTo(1);
    }

    @Test
    void messagesThatWaitTooLongAreGivenUp() {
        add(SERVER, unlocks(1));
        database.useTransaction(handle -> outbox.add(handle, SERVER, unlocks(2), LATER));
        add(OTHER, unlocks(3));

        assertThat(outbox.cleanup().dropOlderThan(new FeedKey(SERVER, "unlocks"), LATER, LATER))
                .isEqualTo(1);

        assertThat(first(next())).isEqualTo(2);
        assertThat(outbox.waiting(OTHER)).isEqualTo(1);
    }

    @Test
    void onlyLongSettledRowsAreForgotten() {
        add(SERVER, unlocks(1));
        outbox.drop(next().id(), "no", NOW);
        add(SERVER, unlocks(2));
        outbox.sent(next().id(), 99, LATER, handle -> {});
        add(SERVER, unlocks(3));

        assertThat(outbox.cleanup().forgetLongSettled(LATER.plus(Duration.ofDays(30))))
                .isEqualTo(1);

        assertThat(number("SELECT COUNT(*) FROM outbox")).isEqualTo(2);
        assertThat(first(next())).isEqualTo(3);
    }

    @Test
    void listsEverythingEverAddedForAServer() {
        add(SERVER, unlocks(1));
        outbox.drop(next().id(), "no", LATER);
        add(SERVER, unlocks(2));
        outbox.sent(next().id(), 99, LATER, handle -> {});
        add(SERVER, unlocks(3));
        add(OTHER, unlocks(4));

        List<Announcement> all = added(LATER);
        List<Announcement> waiting = added(LATER.plusSeconds(1));

        assertThat(all).containsExactlyInAnyOrder(unlocks(1), unlocks(2), unlocks(3));
        assertThat(waiting).containsExactly(unlocks(3));
    }

    private List<Announcement> added(Instant settledSince) {
        List<Announcement> added = new ArrayList<>();
        database.useTransaction(
                handle -> outbox.ofPlayers().eachAdded(handle, SERVER, "ULID", settledSince, added::add));
        return added;
    }
}
