package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Unknown;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnTheChosenStore
final class DeliveryTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final Example EXAMPLE = new Example("", "", "", "");
    private static final long OTHER_SERVER = 2;
    private static final long OTHER_CHANNEL = 20;

    @TempDir
    Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final LogCapture log = new LogCapture("io.github.cheevoherald.announce");
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private Delivery delivery;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        GivenFeed.in(database, OTHER_SERVER, "unlocks", OTHER_CHANNEL);
        delivery = delivery();
    }

    @AfterEach
    void close() throws InterruptedException {
        log.close();
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    @Test
    void announcesNewRowsAtOnceAndOnlyOnce() {
        delivery.start();

        add(SERVER, Announcements.of(1));

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).extracting(Send::channelId, Send::title).containsExactly(tuple(CHANNEL, "Title 1"));
    }

    @Test
    void postsNothingInAServerThatIsNotEnabledAndKeepsItsQueueForSevenDays() {
        database.useTransaction(handle -> guilds.present(handle, Set.of(SERVER, OTHER_SERVER), clock.instant()));
        database.useTransaction(handle -> guilds.serve(handle, guildId -> guildId != SERVER));
        add(SERVER, Announcements.of(1));
        add(OTHER_SERVER, Announcements.of(2));
        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(OTHER_SERVER)).isZero());
        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        assertThat(discord.sends()).extracting(Send::channelId).containsExactly(OTHER_CHANNEL);

        clock.advance(Duration.ofDays(8));
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isZero();
    }

    @Test
    void sendsInOrderOfUnlockDates() {
        for (long id : List.of(5L, 2L, 9L, 1L)) {
            add(SERVER, Announcements.of(id));
        }

        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).extracting(Send::title).containsExactly("Title 1", "Title 2", "Title 5", "Title 9");
    }

    @Test
    void givesEveryMessageANonceOfItsOwn() {
        add(SERVER, Announcements.many(200));
        add(OTHER_SERVER, Announcements.many(200));

        delivery.start();

        awaitNothingWaits();
        assertThat(discord.sends()).hasSizeGreaterThan(4);
        assertThat(discord.sends())
                .extracting(Send::nonce)
                .doesNotHaveDuplicates()
                .allMatch(nonce -> nonce.length() <= 25);
    }

    @Test
    void sendsOneMessageAtATimePerServerAndNoServerWaitsForAnother() {
        CompletableFuture<SendResult> held = new CompletableFuture<>();
        discord.answer(send -> send.channelId() == CHANNEL ? held : discord.take(send));
        add(SERVER, Announcements.of(1));
        add(SERVER, Announcements.of(2));
        add(OTHER_SERVER, Announcements.of(3));
        delivery.start();

        await().untilAsserted(() -> {
            assertThat(outbox.waiting(OTHER_SERVER)).isZero();
            assertThat(discord.sendsTo(CHANNEL)).hasSize(1);
        });

        discord.takeAll();
        held.complete(new SendResult.Sent(1));
        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sendsTo(CHANNEL)).extracting(Send::title).containsExactly("Title 1", "Title 2");
    }

    @Test
    void recordsTheAttemptBeforeTheRequest() {
        CompletableFuture<State> seen = new CompletableFuture<>();
        discord.answer(send -> {
            seen.complete(
                    outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().state());
            return discord.take(send);
        });
        add(SERVER, Announcements.of(1));

        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(seen).isCompletedWithValue(State.SENDING);
    }

    @Test
    void repeatsADoubtfulAttemptWithTheSameNonceInTheSameChannel() {
        discord.answer(new Unknown("a cut answer"));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));
        GivenFeed.in(database, SERVER, "unlocks", 11);

        discord.takeAll();
        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofSeconds(1));

        assertThat(discord.sends())
                .extracting(Send::nonce)
                .containsOnly(discord.sends().get(0).nonce());
        assertThat(discord.sends()).extracting(Send::channelId).containsOnly(CHANNEL);
    }

    @Test
    void finishesAnEarlierProcesssAttemptsAtOnceAndFirst() throws InterruptedException {
        discord.answer(new Unknown("a cut answer"));
        add(SERVER, Announcements.of(5));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));
        delivery.close(Duration.ofSeconds(5));
        add(SERVER, Announcements.of(1));
        discord.takeAll();

        delivery = delivery();
        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).extracting(Send::title).containsExactly("Title 5", "Title 5", "Title 1");
        assertThat(discord.sends().get(1).nonce())
                .isEqualTo(discord.sends().get(0).nonce());
    }

    @Test
    void retriesUnsentMessagesInOrder() {
        discord.answer(new NotSent("not connected"));
        add(SERVER, Announcements.of(1));
        add(SERVER, Announcements.of(2));
        delivery.start();
        awaitWhileAdvancing(() -> assertThat(discord.sends()).hasSizeGreaterThan(2), Duration.ofSeconds(1));

        discord.takeAll();
        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofSeconds(10));

        List<String> titles =
                discord.sends().stream().map(Send::title).distinct().toList();
        assertThat(titles).containsExactly("Title 1", "Title 2");
        assertThat(logged(Level.WARN))
                .containsExactly("Announcements can't be sent (not connected); pending announcements are kept");
        await().untilAsserted(
                        () -> assertThat(logged(Level.INFO)).containsExactly("Discord is accepting messages again"));
    }

    @Test
    void pausesOnlyTheFeedWhoseChannelIsDead() {
        discord.answer(send -> send.channelId() == CHANNEL
                ? CompletableFuture.completedFuture(new ChannelRefused(Reason.CHANNEL_GONE))
                : discord.take(send));
        add(SERVER, Announcements.of(1));
        add(OTHER_SERVER, Announcements.of(2));

        delivery.start();

        await().untilAsserted(() -> assertThat(feed().blockedReason()).isEqualTo("CHANNEL_GONE"));
        await().untilAsserted(() -> assertThat(outbox.waiting(OTHER_SERVER)).isZero());
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        assertThat(outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().state())
                .isEqualTo(State.PENDING);
    }

    @Test
    void probesABlockedFeedLessAndLessOftenAndLogsOnce() {
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));

        int soon = probesWhileAdvancing(Duration.ofMinutes(10), Duration.ofSeconds(10));
        int later = probesWhileAdvancing(Duration.ofMinutes(30), Duration.ofSeconds(30));

        assertThat(soon).isBetween(20, 60);
        assertThat(later).isBetween(6, 30);
        assertThat(logged(Level.WARN)).hasSize(1);
    }

    @Test
    void resumesOnItsOwnWhenTheChannelIsRepaired() {
        discord.answer(new ChannelRefused(Reason.NO_VIEW));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isEqualTo("NO_VIEW"));

        discord.takeAll();
        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofSeconds(5));

        assertThat(feed().blockedReason()).isNull();
        assertThat(feed().blockedAt()).isNull();
        await().untilAsserted(() -> assertThat(logged(Level.INFO)).hasSize(1));
    }

    @Test
    void resumesAtOnceWhenABlockedFeedIsMoved() {
        discord.answer(send -> send.channelId() == CHANNEL
                ? CompletableFuture.completedFuture(new ChannelRefused(Reason.CHANNEL_GONE))
                : discord.take(send));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isNotNull());

        GivenFeed.in(database, SERVER, "unlocks", 11);
        delivery.wake();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sendsTo(11)).extracting(Send::title).containsExactly("Title 1");
    }

    @Test
    void sendsADoubtfulMessageAfreshWhenItsChannelIsGone() {
        discord.answer(new Unknown("a cut answer"));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));
        GivenFeed.in(database, SERVER, "unlocks", 11);

        discord.answer(send -> send.channelId() == CHANNEL
                ? CompletableFuture.completedFuture(new ChannelRefused(Reason.CHANNEL_GONE))
                : discord.take(send));
        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofSeconds(1));

        assertThat(discord.sendsTo(11)).hasSize(1);
        assertThat(discord.sendsTo(11).get(0).nonce())
                .isNotEqualTo(discord.sendsTo(CHANNEL).get(0).nonce());
        assertThat(feed().blockedReason()).isNull();
    }

    @Test
    void fallsBackToPlainTextAndThenGivesUp() {
        discord.answer(new MessageRefused("50035: Invalid Form Body"));
        add(SERVER, Announcements.of(1));
        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());

        assertThat(discord.sends()).hasSize(2);
        assertThat(discord.sends().get(0).nonce())
                .isNotEqualTo(discord.sends().get(1).nonce());
        assertThat(discord.sends().get(1).message().getEmbeds()).isEmpty();
        assertThat(discord.sends().get(1).message().getContent()).contains("achievement/1");
        await().untilAsserted(() -> assertThat(logged(Level.ERROR)).hasSize(1));
    }

    @Test
    void keepsDiscordsAnswerUntilTheDatabaseStoresIt() {
        CompletableFuture<SendResult> held = new CompletableFuture<>();
        discord.answer(send -> held);
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));
        database.useTransaction(handle -> store.trigger(
                handle, "disk_full", "BEFORE UPDATE ON outbox FOR EACH ROW", store.refusing("disk full")));

        held.complete(new SendResult.Sent(77));
        await().untilAsserted(() -> assertThat(logged(Level.WARN)).hasSize(1));
        database.useTransaction(handle -> store.dropTrigger(handle, "disk_full", "outbox"));

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).hasSize(1);
        assertThat(logged(Level.WARN)).hasSize(1);
    }

    @Test
    void doesNotSendDroppedMessages() {
        add(SERVER, Announcements.of(1));
        database.inTransaction(
                handle -> outbox.cleanup().dropAll(handle, SERVER, "the feed was turned off", clock.instant()));
        add(SERVER, Announcements.of(2));

        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).extracting(Send::title).containsExactly("Title 2");
    }

    @Test
    void doesNotBringBackAMessageDroppedWhileUnderWay() {
        CompletableFuture<SendResult> held = new CompletableFuture<>();
        discord.answer(send -> held);
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));

        database.inTransaction(
                handle -> outbox.cleanup().dropAll(handle, SERVER, "the feed was turned off", clock.instant()));
        discord.takeAll();
        held.complete(new NotSent("not connected"));
        add(SERVER, Announcements.of(2));

        awaitWhileAdvancing(() -> assertThat(discord.sends()).hasSize(2), Duration.ofSeconds(1));
        assertThat(discord.sends()).extracting(Send::title).containsExactly("Title 1", "Title 2");
    }

    @Test
    void finishesWorkUnderWayWhenClosedAndClaimsNothingNew() throws InterruptedException {
        CompletableFuture<SendResult> held = new CompletableFuture<>();
        discord.answer(send -> held);
        add(SERVER, Announcements.of(1));
        add(SERVER, Announcements.of(2));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));

        Thread closing = new Thread(() -> closeQuietly(Duration.ofSeconds(20)));
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        held.complete(new SendResult.Sent(1));
        closing.join(20_000);

        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        assertThat(discord.sends()).hasSize(1);
    }

    @Test
    void doesNotWaitForAnAnswerLongerThanAllowedWhenClosed() throws InterruptedException {
        discord.answer(send -> new CompletableFuture<>());
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(discord.sends()).hasSize(1));

        delivery.close(Duration.ofMillis(50));

        assertThat(outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().state())
                .isEqualTo(State.SENDING);
    }

    @Test
    void servesManyServersAlike() {
        LongStream.rangeClosed(100, 249).forEach(server -> GivenFeed.in(database, server, "unlocks", server * 10));
        database.useTransaction(handle -> LongStream.rangeClosed(100, 249)
                .forEach(server -> outbox.add(handle, server, Announcements.of(1, 2), clock.instant())));

        delivery.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(outbox.waitingGuilds()).isEmpty());
        assertThat(discord.sends())
                .extracting(Send::guildId)
                .doesNotHaveDuplicates()
                .hasSize(150);
    }

    @Test
    void postsAnExampleOnRequestAndThenTheBacklog() {
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isNotNull());
        assertThat(delivery.test(feed(), EXAMPLE)).isCompletedWithValue(new ChannelRefused(Reason.NO_SEND));

        discord.takeAll();
        assertThat(delivery.test(feed(), EXAMPLE).join()).isInstanceOf(SendResult.Sent.class);

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
    }

    @Test
    void givesUpAfterAWeekOnlyForABlockedFeed() {
        discord.answer(send -> send.channelId() == CHANNEL
                ? CompletableFuture.completedFuture(new ChannelRefused(Reason.CHANNEL_GONE))
                : CompletableFuture.completedFuture(new NotSent("not connected")));
        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);
        add(SERVER, Announcements.of(1));
        add(OTHER_SERVER, Announcements.of(2));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isNotNull());

        clock.advance(Duration.ofDays(6));
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);

        clock.advance(Duration.ofDays(2));
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        awaitTryAndCleanUp(cleanup);
        assertThat(outbox.waiting(OTHER_SERVER)).isEqualTo(1);
    }

    private void awaitTryAndCleanUp(FeedCleanup cleanup) {
        await().untilAsserted(() -> {
            cleanup.run();
            assertThat(outbox.waiting(SERVER)).isZero();
        });
    }

    @Test
    void triesOnceMoreBeforeItGivesUpWhatWaitedWhileTheBotWasAway() throws InterruptedException {
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        add(SERVER, Announcements.of(1));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isNotNull());
        delivery.close(Duration.ofSeconds(5));
        clock.advance(Duration.ofDays(8));
        discord.takeAll();

        delivery = delivery();
        new FeedCleanup(outbox, guilds, clock).run();
        delivery.start();
        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void doesNotGiveUpWhatWaitedForTheBotAsSoonAsTheChannelIsForbidden() {
        add(SERVER, Announcements.of(1));
        clock.advance(Duration.ofDays(8));
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        delivery.start();
        await().untilAsserted(() -> assertThat(feed().blockedReason()).isNotNull());

        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);

        clock.advance(Duration.ofDays(7).plusMinutes(1));
        awaitTryAndCleanUp(cleanup);
    }

    @Test
    void anErrorWhileSendingFreesItsLaneAndIsReported() {
        Error error = new NoClassDefFoundError("planned by the test");
        discord.answer(send -> {
            discord.takeAll();
            throw error;
        });
        add(SERVER, Announcements.of(1));
        HeardErrors heard = new HeardErrors();
        delivery.start();
        await().until(() -> !heard.errors().isEmpty());
        clock.advance(Duration.ofSeconds(5));

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(heard.errors()).containsExactly(error);
        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void anErrorWhileHandlingAnAnswerLosesNoAnswer() {
        Error error = new StackOverflowError("planned by the test");
        AtomicBoolean thrown = new AtomicBoolean();
        discord.answer(send -> CompletableFuture.completedFuture(null).thenApply(nothing -> {
            discord.takeAll();
            thrown.set(true);
            throw error;
        }));
        add(SERVER, Announcements.of(1));
        add(SERVER, Announcements.of(2));

        delivery.start();
        await().until(thrown::get);
        clock.advance(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.posted(CHANNEL)).hasSize(2);
    }

    @Test
    void whatOverflowsTheStackWhenItIsDrawnGoesOutAsPlainTextAndHoldsUpNobody() throws InterruptedException {
        UnlockKind real = new UnlockKind(Words.english());
        AnnouncementKind kind = (AnnouncementKind) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AnnouncementKind.class}, (self, method, arguments) -> {
                    if (method.getName().equals("cards")
                            && ((Announcement) arguments[0]).oldest()
                                    == Announcements.of(1).oldest()) {
                        throw new StackOverflowError("as the test wants it");
                    }
                    return method.invoke(real, arguments);
                });
        delivery.close(Duration.ZERO);
        delivery = delivery(kind);
        add(SERVER, Announcements.of(1));
        add(SERVER, Announcements.of(2));

        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.posted(CHANNEL))
                .extracting(message -> message.embeds().size())
                .containsExactly(0, 1);
    }

    @Test
    void anErrorInOneRoundDoesNotStopTheNext() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        delivery.start();
        assertThat(delivery.sinceTurn()).isLessThan(Duration.ofSeconds(5));
        HeardErrors heard = new HeardErrors();
        DeliveryThreads threads = new DeliveryThreads();
        Error error = new StackOverflowError("planned by the test");
        threads.repeat(
                () -> {
                    looks.incrementAndGet();
                    throw error;
                },
                Duration.ofMillis(20));

        await().until(() -> looks.get() >= 3);
        assertThat(heard.errors()).contains(error);
        assertThat(threads.close(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aStuckThreadIsNoticedAlthoughTheOtherOneRuns() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        DeliveryThreads threads = new DeliveryThreads();
        threads.repeat(() -> {}, Duration.ofMillis(20));
        assertThat(threads.sinceTurn()).isLessThan(Duration.ofSeconds(1));

        threads.execute(() -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        await().until(() -> threads.sinceTurn().compareTo(Duration.ofSeconds(1)) > 0);
        hangs.countDown();
        await().until(() -> threads.sinceTurn().compareTo(Duration.ofSeconds(1)) < 0);
        assertThat(threads.close(Duration.ofSeconds(1))).isTrue();
    }

    private Delivery delivery() {
        return delivery(new UnlockKind(Words.english()));
    }

    private Delivery delivery(AnnouncementKind kind) {
        return new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(kind),
                Words.english(),
                clock,
                new SecureRandom());
    }

    private void add(long guildId, Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, guildId, announcement, clock.instant()));
        delivery.wake();
    }

    private Feed feed() {
        return guilds.feed(SERVER, "unlocks").orElseThrow();
    }

    private void awaitNothingWaits() {
        await().untilAsserted(() -> assertThat(outbox.waitingGuilds()).isEmpty());
    }

    private void awaitWhileAdvancing(Runnable assertion, Duration step) {
        await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            clock.advance(step);
            delivery.wake();
            assertion.run();
        });
    }

    private int probesWhileAdvancing(Duration total, Duration step) {
        int before = discord.sends().size();
        for (Duration passed = Duration.ZERO; passed.compareTo(total) < 0; passed = passed.plus(step)) {
            clock.advance(step);
            delivery.wake();
            await().pollInterval(Duration.ofMillis(2)).until(this::nothingIsDue);
        }
        return discord.sends().size() - before;
    }

    private boolean nothingIsDue() {
        Feed feed = feed();
        return feed.probeAt() != null
                && feed.probeAt().isAfter(clock.instant())
                && outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().state() == State.PENDING;
    }

    private List<String> logged(Level level) {
        return log.events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void closeQuietly(Duration patience) {
        try {
            delivery.close(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
