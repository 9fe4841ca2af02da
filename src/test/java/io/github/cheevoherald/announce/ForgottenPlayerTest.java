package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.PersonalTraces;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A player who is forgotten while a message about them is under way. */
@OnTheChosenStore
final class ForgottenPlayerTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final PlayerCard ALICE = Announcements.ALICE;
    private static final PlayerCard BOB = new PlayerCard(
            "ULID-Bob",
            "Bob",
            "https://retroachievements.org/user/Bob",
            "https://media.retroachievements.org/UserPic/Bob.png");

    @Parameter
    StoreKind store;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private Database database;
    private Outbox outbox;
    private Delivery delivery;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        delivery = new Delivery(
                new Delivery.Ports(outbox, new Guilds(database), discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    private void add(UnlockAnnouncement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
    }

    private static UnlockAnnouncement ofBoth() {
        return new Summary(List.of(
                Announcements.of(1, 2), new Unlocks(BOB, Announcements.of(3).unlocks())));
    }

    private CompletableFuture<SendResult> forgotten(SendResult answer) {
        discord.takeAll();
        database.useTransactionAlone(handle -> outbox.ofPlayers().forget(handle, ALICE.ulid(), clock.instant()));
        assertThat(traces()).isEmpty();
        return CompletableFuture.completedFuture(answer);
    }

    private List<String> traces() {
        return PersonalTraces.in(database.writerDataSource(), ALICE.name(), ALICE.ulid());
    }

    private void awaitSettled() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.advance(Duration.ofSeconds(20));
            delivery.wake();
            return outbox.waiting(SERVER) == 0;
        });
    }

    private List<String> texts() {
        return discord.posted(CHANNEL).stream().map(PostedMessage::toString).toList();
    }

    @Test
    void postedListsOfAForgottenPlayerStillCountForThePace() {
        add(Announcements.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        discord.takeAll();
        delivery.start();
        awaitSettled();
        FeedKey feed = new FeedKey(SERVER, "unlocks");
        assertThat(outbox.posted().listsSince(feed, Instant.EPOCH)).hasSize(1);

        database.useTransactionAlone(handle -> outbox.ofPlayers().forget(handle, ALICE.ulid(), clock.instant()));

        assertThat(outbox.posted().listsSince(feed, Instant.EPOCH)).hasSize(1);
    }

    @Test
    void aPostedMessageIsRecognisedByWhatItSaysAboutOthersAndNotSentAgain() {
        add(ofBoth());
        discord.answer(send -> {
            discord.post(send);
            return forgotten(new SendResult.Unknown("cut after the work"));
        });

        delivery.start();
        awaitSettled();

        assertThat(discord.sends()).hasSize(1);
        assertThat(traces()).isEmpty();
    }

    @Test
    void whatAnUnpostedMessageSaysAboutOthersIsPostedWithoutThePlayer() {
        add(ofBoth());
        discord.answer(send -> forgotten(new SendResult.Unknown("cut")));

        delivery.start();
        awaitSettled();

        assertThat(discord.sends()).hasSize(2).extracting(Send::nonce).doesNotHaveDuplicates();
        assertThat(texts()).hasSize(1).allMatch(text -> text.contains("Bob") && !text.contains("Alice"));
        assertThat(traces()).isEmpty();
    }

    @Test
    void aMessageAboutNobodyElseIsNeverSentAgain() {
        add(Announcements.of(1));
        discord.answer(send -> forgotten(new SendResult.Unknown("cut")));

        delivery.start();
        awaitSettled();

        assertThat(discord.sends()).hasSize(1);
        assertThat(traces()).isEmpty();
    }

    @Test
    void anAnswerThatComesLaterBringsNothingBack() {
        add(Announcements.of(1));
        discord.answer(send -> forgotten(new SendResult.Sent(99)));
        delivery.start();
        await().until(() -> discord.sends().size() == 1);
        add(new Unlocks(BOB, Announcements.of(3).unlocks()));
        awaitSettled();

        assertThat(texts()).hasSize(1).allMatch(text -> text.contains("Bob"));
        assertThat(traces()).isEmpty();
        assertThat(outbox.refused().of(SERVER, clock.instant().minus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void aRefusalThatComesLaterBringsNothingBack() {
        add(ofBoth());
        discord.answer(send -> forgotten(new SendResult.ContentRefused(SendResult.Rule.AUTOMOD, "blocked")));

        delivery.start();
        awaitSettled();

        assertThat(texts()).hasSize(1).allMatch(text -> text.contains("Bob") && !text.contains("Alice"));
        assertThat(traces()).isEmpty();
    }

    @Test
    void whatCannotBeReadBackSinceItsChannelIsGoneWaitsForAnotherChannelWithoutThePlayer() {
        add(ofBoth());
        discord.historyAnswers(new HistoryResult.Refused(SendResult.Reason.CHANNEL_GONE));
        discord.answer(send -> {
            CompletableFuture<SendResult> answer = forgotten(new SendResult.Unknown("cut"));
            discord.answer(new SendResult.ChannelRefused(SendResult.Reason.CHANNEL_GONE));
            return answer;
        });

        delivery.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.advance(Duration.ofSeconds(20));
            delivery.wake();
            return discord.looks() > 0
                    && Unsettled.in(database).stream().allMatch(entry -> entry.state() == OutboxEntry.State.PENDING);
        });

        assertThat(Unsettled.in(database))
                .singleElement()
                .satisfies(entry -> assertThat(entry.announcement().players()).containsExactly(BOB.ulid()));
        assertThat(traces()).isEmpty();
    }
}
