package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What happens after an attempt whose outcome is unknown. */
@OnTheChosenStore
final class DoubtfulSendTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
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
        delivery = newDelivery();
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    private Delivery newDelivery() {
        return new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
    }

    @Test
    void aPostedMessageIsFoundInTheChannelAndNotSentAgain() {
        add(Announcements.of(1));
        doubtfulOnce(this::postedAndCut);

        delivery.start();
        awaitSettled();

        assertThat(discord.sends()).hasSize(1);
        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void anUnpostedMessageIsSentAgainWithItsNonce() {
        add(Announcements.of(1));
        doubtfulOnce(send -> CompletableFuture.completedFuture(new SendResult.Unknown("cut")));

        delivery.start();
        awaitSettled();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
        assertThat(discord.sends())
                .extracting(Send::nonce)
                .hasSize(2)
                .containsOnly(discord.sends().get(0).nonce());
    }

    @Test
    void aRestartChecksBeforeItSends() throws InterruptedException {
        add(Announcements.many(25));
        doubtfulOnce(this::postedAndCut);
        delivery.start();
        await().until(() -> discord.sends().size() == 1);
        delivery.close(Duration.ofSeconds(5));
        clock.advance(Duration.ofMinutes(30));

        delivery = newDelivery();
        delivery.start();
        awaitSettled();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void theCheckGoesBackOverPagesOfOtherMessages() {
        add(Announcements.of(1));
        doubtfulOnce(send -> {
            CompletableFuture<SendResult> cut = postedAndCut(send);
            for (int i = 0; i < 9; i++) {
                discord.post(new Send(SERVER, CHANNEL, "other" + i, Announcements.chatter()));
            }
            return cut;
        });

        delivery.start();
        awaitSettled();

        assertThat(discord.looks()).isGreaterThan(4);
        assertThat(discord.sends()).hasSize(1);
    }

    @Test
    void theCheckStopsAtAMessageKnownToBeThere() {
        for (int i = 0; i < 30; i++) {
            discord.post(new Send(SERVER, CHANNEL, "old" + i, Announcements.chatter()));
        }
        add(Announcements.of(1));
        delivery.start();
        awaitSettled();
        add(Announcements.of(2));
        doubtfulOnce(send -> CompletableFuture.completedFuture(new SendResult.Unknown("cut")));
        delivery.wake();
        awaitSettled();

        assertThat(discord.looks()).isLessThanOrEqualTo(2);
        assertThat(discord.posted(CHANNEL)).hasSize(32);
    }

    @Test
    void withoutReadMessageHistoryItIsSentAgainWithItsNonce() {
        add(Announcements.of(1));
        discord.historyAnswers(new HistoryResult.NotAllowed());
        doubtfulOnce(this::postedAndCut);

        delivery.start();
        awaitSettled();

        assertThat(discord.sends())
                .extracting(Send::nonce)
                .hasSize(2)
                .containsOnly(discord.sends().get(0).nonce());
    }

    @Test
    void nothingIsSentWhileTheChannelCannotBeRead() {
        add(Announcements.of(1));
        discord.historyAnswers(new HistoryResult.Unavailable("no answer"));
        doubtfulOnce(this::postedAndCut);
        delivery.start();
        await().until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return discord.looks() > 3;
        });

        assertThat(discord.sends()).hasSize(1);
    }

    @Test
    void theServerIsToldOnceInWordsAboutABlockedFeed() {
        discord.answer(new SendResult.ChannelRefused(SendResult.Reason.NO_SEND));
        add(Announcements.of(1));
        delivery.start();
        await().until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return discord.sends().size() > 2;
        });

        assertThat(discord.told()).hasSize(1);
        assertThat(discord.told().get(0)).contains("<#10>", "Send Messages");
    }

    @Test
    void moreThanTenWaitingUnlocksBecomeOneSummary() {
        for (long i = 1; i <= 12; i++) {
            add(new UnlockAnnouncement.Unlocks(
                    Announcements.player("Player" + i), Announcements.of(i).unlocks()));
        }

        delivery.start();
        awaitSettled();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
        String text =
                String.valueOf(discord.posted(CHANNEL).get(0).embeds().get(0).getDescription());
        assertThat(text.lines().filter(line -> line.contains("/achievement/"))).hasSize(12);
        assertThat(text).containsSubsequence("Player1", "achievement/1)", "Player2", "achievement/2)", "Player12");
    }

    @Test
    void aSummaryDoesNotOvertakeATemporarilyRefusedMessage() {
        add(Announcements.of(5));
        discord.answer(new SendResult.NotSent("slow down"));
        delivery.start();
        await().until(() -> discord.sends().size() == 1);
        discord.takeAll();
        for (long newer = 6; newer <= 16; newer++) {
            add(Announcements.of(newer));
        }
        add(Announcements.of(1));

        awaitSettled();

        assertThat(discord.posted(CHANNEL))
                .extracting(message -> UnlockKeys.in(message.content(), message.embeds()).stream()
                        .map(UnlockKeys::achievement)
                        .collect(Collectors.toSet()))
                .containsExactly(
                        Set.of(1L),
                        Set.of(5L),
                        LongStream.rangeClosed(6, 16).boxed().collect(Collectors.toSet()));
    }

    @Test
    void unlocksThatWaitedMoreThanAnHourBecomeAList() {
        add(Announcements.of(1));
        add(Announcements.of(2));
        clock.advance(Duration.ofMinutes(61));

        delivery.start();
        awaitSettled();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
        assertThat(discord.posted(CHANNEL).get(0).embeds().get(0).getDescription())
                .contains("achievement/1)", "achievement/2)");
    }

    @Test
    void listsAreLimitedToFiveMessagesAMinute() {
        add(Announcements.many(900));
        delivery.start();
        await().until(() -> discord.sends().size() == 5);
        delivery.wake();
        assertThat(outbox.waiting(SERVER)).isPositive();

        await().until(() -> {
            clock.advance(Duration.ofSeconds(20));
            delivery.wake();
            return outbox.waiting(SERVER) == 0;
        });

        assertThat(discord.sends()).hasSizeGreaterThan(5);
    }

    private CompletableFuture<SendResult> postedAndCut(Send send) {
        discord.post(send);
        return CompletableFuture.completedFuture(new SendResult.Unknown("cut after the work"));
    }

    private void doubtfulOnce(Function<Send, CompletableFuture<SendResult>> first) {
        discord.answer(send -> {
            discord.takeAll();
            return first.apply(send);
        });
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
    }

    private void awaitSettled() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            delivery.wake();
            return outbox.waiting(SERVER) == 0;
        });
    }
}
