package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.discord.SendResult.SentAndDeleted;
import io.github.cheevoherald.discord.SendResult.Unknown;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What happens to a message that Discord refuses from anybody, and to everything in it. */
@OnTheChosenStore
final class RefusedMessagesTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final ContentRefused AUTOMOD = new ContentRefused(Rule.AUTOMOD, "200000: blocked");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final Words words = Words.english();
    private final LogCapture log = new LogCapture("io.github.cheevoherald.announce");
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private Delivery delivery;
    private Feeds feeds;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        delivery = newDelivery();
        feeds = new Feeds(guilds, new FeedChannels(database, clock, List.of()), outbox, delivery, discord, clock);
    }

    @AfterEach
    void close() throws InterruptedException {
        log.close();
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    private Delivery newDelivery() {
        return new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(words)),
                words,
                clock,
                new Random(7));
    }

    @Test
    void onlyARefusedUnlockWaitsAndIsNamed() {
        refuse(AUTOMOD, send -> announces(send, 7));
        add(Announcements.many(10));

        delivery.start();
        awaitOnlyRefusedWaits();

        assertThat(posted()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L);
        assertThat(outbox.waitingItems(SERVER)).isEqualTo(1);
        assertThat(status())
                .contains("Discord refused 1 announcement.", "Alice, Title 7: AutoMod blocked it")
                .doesNotContain("Title 6");
        assertThat(logged(Level.WARN)).hasSize(1);
        assertThat(logged(Level.ERROR)).isEmpty();
    }

    @Test
    void onlyARefusedUnlockInAListWaits() {
        refuse(AUTOMOD, send -> announces(send, 7) || announces(send, 31));
        add(Announcements.many(40));

        delivery.start();
        awaitWhileAdvancing(this::onlyRefusedWaits, Duration.ofSeconds(5));

        assertThat(posted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40)
                        .filter(id -> id != 7 && id != 31)
                        .boxed()
                        .toList());
        assertThat(status()).contains("Discord refused 2 announcements.", "Title 7", "Title 31");
    }

    @Test
    void onlyARefusedUnlockInASummaryWaits() {
        refuse(AUTOMOD, send -> announces(send, 5));
        for (long id = 1; id <= 14; id++) {
            add(new UnlockAnnouncement.Unlocks(
                    Announcements.player(id % 2 == 0 ? "Ann" : "Ben"), List.of(Announcements.unlock(id))));
        }

        delivery.start();
        awaitWhileAdvancing(this::onlyRefusedWaits, Duration.ofSeconds(5));

        assertThat(posted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 14)
                        .filter(id -> id != 5)
                        .boxed()
                        .toList());
        assertThat(status()).contains("Ben, Title 5");
    }

    @Test
    void aRefusedUnlockHoldsUpNothingAndIsRetriedNowAndThen() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();
        int tries = triesOf(1);

        for (long id = 2; id <= 30; id++) {
            add(Announcements.of(id));
            awaitOnlyRefusedWaits();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(triesOf(1)).isEqualTo(tries);
        awaitWhileAdvancing(() -> assertThat(triesOf(1)).isGreaterThan(tries + 1), Duration.ofMinutes(10));
        assertThat(logged(Level.WARN)).hasSize(1);

        discord.takeAll();
        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofMinutes(10));
        assertThat(posted()).endsWith(30L, 1L);
        assertThat(status()).isEmpty();
    }

    @Test
    void aRefusedUnlockIsRetriedAtOnceWhenTheFeedIsSet() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();

        discord.takeAll();
        feeds.set(SERVER, null, CHANNEL);

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(posted()).containsExactly(1L);
    }

    @Test
    void anUnlockRefusedForAWeekIsGivenUpAndStillNamed() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();
        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);

        clock.advance(Duration.ofDays(6));
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        clock.advance(Duration.ofDays(2));

        await().untilAsserted(() -> {
            cleanup.run();
            assertThat(outbox.waiting(SERVER)).isZero();
        });
        assertThat(logged(Level.WARN))
                .last()
                .asString()
                .contains("the announcement of Alice: Title 1,", "refused for 7 days (AUTOMOD)");
        assertThat(status()).contains("Discord wouldn't accept 1 announcement, so I gave up on it.", "Alice, Title 1");
        clock.advance(Duration.ofHours(25));
        assertThat(status()).isEmpty();
    }

    @Test
    void whatWaitedAWeekForTheBotIsTriedForAWeekAllTheSame() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        clock.advance(Duration.ofDays(8));
        delivery.start();
        awaitOnlyRefusedWaits();
        FeedCleanup cleanup = new FeedCleanup(outbox, guilds, clock);

        clock.advance(Duration.ofDays(6));
        cleanup.run();
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        clock.advance(Duration.ofDays(2));

        await().untilAsserted(() -> {
            cleanup.run();
            assertThat(outbox.waiting(SERVER)).isZero();
        });
    }

    @Test
    void whatWasRefusedBeforeTheBotWasAwayForAWeekIsTriedOnceMore() throws InterruptedException {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();
        delivery.close(Duration.ofSeconds(5));
        clock.advance(Duration.ofDays(8));
        discord.takeAll();

        delivery = newDelivery();
        new FeedCleanup(outbox, guilds, clock).run();
        delivery.start();
        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void turningTheFeedOffForgetsRefusedUnlocks() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();

        feeds.off(SERVER, null);
        feeds.set(SERVER, null, CHANNEL);

        assertThat(status()).isEmpty();
    }

    @Test
    void aRefusedUnlockIsRetriedWithinHoursEvenIfTheClockRanAhead() {
        refuse(AUTOMOD, send -> announces(send, 1));
        add(Announcements.of(1));
        delivery.start();
        awaitOnlyRefusedWaits();
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET next_attempt_at_ms = ?",
                clock.instant().plus(Duration.ofHours(34)).toEpochMilli()));
        outbox.adoptTime(clock.instant());
        clock.advance(Duration.ofMinutes(1));
        delivery.wake();

        add(Announcements.of(2));
        awaitOnlyRefusedWaits();

        assertThat(posted()).containsExactly(2L);
        discord.takeAll();
        clock.advance(Duration.ofHours(4));
        delivery.wake();
        await().untilAsserted(() -> assertThat(posted()).containsExactly(2L, 1L));
    }

    @Test
    void onlyAMalformedMessageGoesAsPlainText() {
        refuse(
                new MessageRefused("50035: Invalid Form Body"),
                send -> announces(send, 7) && !send.message().getEmbeds().isEmpty());
        add(Announcements.many(10));

        delivery.start();
        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());

        assertThat(posted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(discord.posted(CHANNEL).stream()
                        .filter(message -> message.embeds().isEmpty()))
                .singleElement()
                .satisfies(plain -> assertThat(plain.content()).contains("/achievement/7)"));
        assertThat(status()).isEmpty();
    }

    @Test
    void onlyAnUnlockRefusedAsPlainTextTooIsGivenUp() {
        refuse(new MessageRefused("50035: Invalid Form Body"), send -> announces(send, 3));
        add(Announcements.many(12));

        delivery.start();
        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());

        assertThat(posted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 12)
                        .filter(id -> id != 3)
                        .boxed()
                        .toList());
        assertThat(status())
                .contains(
                        "Discord wouldn't accept 1 announcement, so I gave up on it.",
                        "Alice, Title 3: Discord rejected it");
        assertThat(logged(Level.ERROR)).singleElement().asString().contains("the announcement of Alice: Title 3,");
    }

    @Test
    void aPossiblyPostedMessageIsKeptWholeAndSearchedForBehindLaterOnes() {
        List<Send> first = new ArrayList<>();
        discord.answer(send -> {
            if (announces(send, 1)) {
                first.add(send);
                return CompletableFuture.completedFuture(first.size() == 1 ? new Unknown("cut") : AUTOMOD);
            }
            return discord.take(send);
        });
        add(Announcements.of(1, 2));
        delivery.start();
        awaitWhileAdvancing(() -> assertThat(first).hasSize(2), Duration.ofSeconds(1));
        // Discord handles the first request only now.
        discord.post(first.get(0));
        add(Announcements.of(3));
        awaitOnlyRefusedWaits();
        add(Announcements.of(4));
        awaitOnlyRefusedWaits();

        awaitWhileAdvancing(() -> assertThat(outbox.waiting(SERVER)).isZero(), Duration.ofMinutes(1));

        assertThat(posted()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(first).hasSize(2);
    }

    @Test
    void aMessageDeletedAfterItWasPostedIsSettled() {
        discord.answer(new SentAndDeleted());
        add(Announcements.of(1));

        delivery.start();

        await().untilAsserted(() -> assertThat(outbox.waiting(SERVER)).isZero());
        assertThat(discord.sends()).hasSize(1);
        assertThat(outbox.posted().newest(CHANNEL, "unlocks")).isZero();
    }

    @Test
    void aChannelWithSendingDisabledBlocksTheFeedWithItsOwnWords() {
        discord.answer(new SendResult.ChannelRefused(SendResult.Reason.SENDING_DISABLED));
        add(Announcements.of(1));

        delivery.start();

        await().untilAsserted(() ->
                assertThat(discord.told()).singleElement().asString().contains("turned off messages"));
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
    }

    private void refuse(SendResult with, Predicate<Send> which) {
        discord.answer(send -> which.test(send) ? CompletableFuture.completedFuture(with) : discord.take(send));
    }

    private static boolean announces(Send send, long achievement) {
        return UnlockKeys.in(send.message()).stream().anyMatch(one -> UnlockKeys.achievement(one) == achievement);
    }

    private int triesOf(long achievement) {
        return (int) discord.sends().stream()
                .filter(send -> announces(send, achievement))
                .count();
    }

    /** The achievements, in the channel's order. */
    private List<Long> posted() {
        return discord.posted(CHANNEL).stream()
                .flatMap(message -> UnlockKeys.in(message.content(), message.embeds()).stream()
                        .map(UnlockKeys::achievement)
                        .sorted())
                .toList();
    }

    private String status() {
        return FeedRefusals.inWords(words, feeds.status(SERVER).refused());
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
        delivery.wake();
    }

    private void awaitOnlyRefusedWaits() {
        await().untilAsserted(this::onlyRefusedWaits);
    }

    private void onlyRefusedWaits() {
        assertThat(outbox.next(new FeedKey(SERVER, "unlocks"))).isEmpty();
        assertThat(Unsettled.in(database)).extracting(OutboxEntry::refusedBy).doesNotContainNull();
    }

    private void awaitWhileAdvancing(Runnable assertion, Duration step) {
        await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            clock.advance(step);
            delivery.wake();
            assertion.run();
        });
    }

    private List<String> logged(Level level) {
        return log.events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
