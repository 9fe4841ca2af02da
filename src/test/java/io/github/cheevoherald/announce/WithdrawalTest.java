package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.Membership;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.LinkChanges;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What happens to a backlog, at each of its stages, when a player's link ends or the member leaves. */
@OnTheChosenStore
final class WithdrawalTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final PlayerCard ANN = Announcements.player("Ann");
    private static final PlayerCard BEN = Announcements.player("Ben");
    private static final SendResult UNKNOWN = new SendResult.Unknown("cut");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final Map<Long, Membership> members = new ConcurrentHashMap<>();
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private volatile boolean answersLate;
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private LinkListener linkChanges;
    private Delivery delivery;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        linkChanges = new LinkChanges(outbox, clock);
        Departures departures = new Departures(
                new RestingLinks(database, linkChanges, clock, clock),
                (guildId, userId) -> {
                    asked.add(userId);
                    Membership answer = members.getOrDefault(userId, Membership.PRESENT);
                    return answersLate
                            ? CompletableFuture.supplyAsync(
                                    () -> answer, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS))
                            : CompletableFuture.completedFuture(answer);
                },
                Database::isOutage);
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, departures, Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
        link(1, ANN);
        link(2, BEN);
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    private void link(long id, PlayerCard card) {
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '', 0)",
                    id,
                    card.ulid(),
                    card.name());
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, ?, 0)",
                    SERVER,
                    id,
                    id);
        });
    }

    private void annEnds() {
        Player player = new Player(1, ANN.ulid(), ANN.name(), "", null, false);
        database.useTransaction(handle -> linkChanges.ended(handle, SERVER, player));
    }

    private static UnlockAnnouncement.Unlocks of(PlayerCard player, long... ids) {
        return new UnlockAnnouncement.Unlocks(
                player, LongStream.of(ids).mapToObj(Announcements::unlock).toList());
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
    }

    private void addBoth() {
        add(new UnlockAnnouncement.Summary(List.of(of(ANN, 1, 2), of(BEN, 3, 4))));
    }

    private void awaitSettled() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            delivery.wake();
            return outbox.waiting(SERVER) == 0;
        });
    }

    /** Every achievement in the channel, as often as it's there. */
    private List<Long> posted() {
        List<Long> ids = new ArrayList<>();
        for (PostedMessage message : discord.posted(CHANNEL)) {
            new TreeSet<>(UnlockKeys.in(message.content(), message.embeds()).stream()
                            .map(UnlockKeys::achievement)
                            .toList())
                    .forEach(ids::add);
        }
        return ids;
    }

    private long nonces() {
        return discord.sends().stream().map(Send::nonce).distinct().count();
    }

    /** Ann's link ends while the first message is under way, which then gets this answer. */
    private void annEndsWhileTheFirstIsSent(boolean arrives, SendResult answer) {
        discord.answer(send -> {
            discord.takeAll();
            if (arrives) {
                discord.post(send);
            }
            annEnds();
            return CompletableFuture.completedFuture(answer);
        });
    }

    @Test
    void untriedAnnouncementsAreDroppedAndOthersStay() {
        add(of(ANN, 1));
        add(of(BEN, 3));
        annEnds();

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L);
    }

    @Test
    void aSummaryIsRewrittenWithoutThePlayer() {
        addBoth();
        annEnds();

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
    }

    @Test
    void aMessageCertainlyNotPostedIsRenderedAgain() {
        addBoth();
        discord.answer(new SendResult.NotSent("slow down"));
        delivery.start();
        await().until(() -> discord.sends().size() == 1
                && Unsettled.in(database).size() == 1
                && Unsettled.in(database).get(0).content() != null);
        annEnds();
        discord.takeAll();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
    }

    @Test
    void aWorkerWithAnOutdatedEntrySendsNothing() {
        addBoth();
        OutboxEntry before = outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow();
        OutboxEntry rendered = outbox.rendered(
                        List.of(before),
                        List.of(new Outbox.Message(
                                before.announcement(), "content", "nonce", false, MessageForm.CARDS)),
                        Map.of())
                .orElseThrow();
        annEnds();

        assertThat(outbox.sending(rendered.id(), CHANNEL, clock.instant())).isFalse();
        assertThat(outbox.rendered(
                        List.of(rendered),
                        List.of(new Outbox.Message(before.announcement(), "again", "other", false, MessageForm.CARDS)),
                        Map.of()))
                .isEmpty();
        assertThat(outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow().announcement())
                .isEqualTo(of(BEN, 3, 4));
    }

    @Test
    void aMessagePostedAsTheLinkEndsCountsAsPosted() {
        addBoth();
        annEndsWhileTheFirstIsSent(true, UNKNOWN);

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(discord.sends()).hasSize(1);
    }

    @Test
    void aDoubtfulMessageAboutOnlyThePlayerIsNotSentAgain() {
        add(of(ANN, 1));
        annEndsWhileTheFirstIsSent(false, UNKNOWN);

        delivery.start();
        awaitSettled();

        assertThat(posted()).isEmpty();
        assertThat(discord.sends()).hasSize(1);
    }

    @Test
    void aDoubtfulMessageAboutOthersTooIsSentAfreshWithoutThePlayer() {
        addBoth();
        annEndsWhileTheFirstIsSent(false, UNKNOWN);

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
        assertThat(nonces()).isEqualTo(2);
    }

    @Test
    void aLinkThatEndsTwiceDuringADoubtHoldsUpNobody() {
        addBoth();
        add(of(BEN, 5));
        discord.answer(send -> {
            discord.takeAll();
            annEnds();
            annEnds();
            return CompletableFuture.completedFuture(UNKNOWN);
        });

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aPlayersRefusedUnlocksAreNoLongerNamedOnceTheirLinkEnds() {
        add(of(ANN, 1));
        discord.answer(new SendResult.ContentRefused(SendResult.Rule.AUTOMOD, "200000: blocked"));
        delivery.start();
        await().until(() -> !refused().isEmpty());

        annEnds();

        assertThat(refused()).isEmpty();
    }

    @Test
    void aDoubtIsSettledEvenIfMembersAreNeverKnownAtOnce() {
        addBoth();
        answersLate = true;
        AtomicBoolean cut = new AtomicBoolean();
        discord.answer(send -> cut.getAndSet(true) ? discord.take(send) : CompletableFuture.completedFuture(UNKNOWN));

        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(discord.looks()).isLessThan(5);
    }

    private List<OutboxEntry> refused() {
        return outbox.refused().of(SERVER, clock.instant().minus(Duration.ofDays(7)));
    }

    @Test
    void aDoubtIsOnlySettledOnceTheChannelCanBeRead() {
        addBoth();
        annEndsWhileTheFirstIsSent(true, UNKNOWN);
        discord.historyAnswers(new HistoryResult.Unavailable("no answer"));
        delivery.start();
        await().until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return discord.looks() > 3;
        });

        assertThat(discord.sends()).hasSize(1);
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
    }

    @Test
    void whateverDiscordAnswersTheRestFollowsWithoutThePlayer() {
        for (SendResult answer : List.of(
                new SendResult.NotSent("slow down"),
                new SendResult.MessageRefused("embeds"),
                new SendResult.ChannelRefused(Reason.FORBIDDEN))) {
            discord.delete(CHANNEL);
            addBoth();
            annEndsWhileTheFirstIsSent(false, answer);

            delivery.start();
            delivery.feedChanged(SERVER);
            awaitSettled();

            assertThat(posted()).as(answer.toString()).containsExactly(3L, 4L);
        }
    }

    @Test
    void aDoubtfulMessageMovedToANewChannelLeavesOutThePlayer() {
        addBoth();
        discord.answer(send -> {
            discord.takeAll();
            annEnds();
            GivenFeed.in(database, SERVER, "unlocks", CHANNEL + 1);
            discord.historyAnswers(new HistoryResult.Refused(Reason.CHANNEL_GONE));
            return CompletableFuture.completedFuture(UNKNOWN);
        });

        delivery.start();
        awaitSettled();

        assertThat(UnlockKeys.in(
                        discord.posted(CHANNEL + 1).get(0).content(),
                        discord.posted(CHANNEL + 1).get(0).embeds()))
                .extracting(UnlockKeys::achievement)
                .containsExactlyInAnyOrder(3L, 4L);
        assertThat(discord.sends()).hasSize(2);
    }

    @Test
    void aMemberWhoLeftIsNotAnnouncedHoweverLongItWaited() {
        discord.answer(new SendResult.ChannelRefused(Reason.NO_SEND));
        addBoth();
        add(of(ANN, 5));
        delivery.start();
        await().until(() -> !discord.sends().isEmpty());
        clock.advance(Duration.ofDays(2));
        members.put(1L, Membership.LEFT);
        discord.takeAll();
        delivery.feedChanged(SERVER);
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
        assertThat(resting()).containsExactly(1L);
    }

    @Test
    void aMemberWhoLeftDuringADoubtIsNotAnnouncedByTheNextAttempt() {
        addBoth();
        discord.answer(send -> {
            discord.takeAll();
            members.put(1L, Membership.LEFT);
            return CompletableFuture.completedFuture(UNKNOWN);
        });
        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
        assertThat(nonces()).isEqualTo(2);
    }

    @Test
    void onlyMembersWithWaitingAnnouncementsAreCheckedForDeparture() {
        add(of(BEN, 3));
        delivery.start();
        awaitSettled();

        assertThat(asked).containsOnly(2L);
    }

    @Test
    void aDeletedAccountEndsItsLink() {
        members.put(1L, Membership.DELETED);
        addBoth();
        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(3L, 4L);
        assertThat(links()).containsExactly(2L);
    }

    @Test
    void everybodyIsAnnouncedIfDiscordDoesNotAnswer() {
        members.put(1L, Membership.UNKNOWN);
        addBoth();
        delivery.start();
        awaitSettled();

        assertThat(posted()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(links()).containsExactly(1L, 2L);
    }

    private List<Long> links() {
        return ids("registrations");
    }

    private List<Long> resting() {
        return ids("registrations WHERE resting_since_ms IS NOT NULL");
    }

    private List<Long> ids(String from) {
        return database.read(handle -> handle.createQuery("SELECT member_id FROM " + from + " ORDER BY member_id")
                .mapTo(Long.class)
                .list());
    }
}
