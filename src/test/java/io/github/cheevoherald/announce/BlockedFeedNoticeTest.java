package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Which channel is blocked, and how often its server is notified. */
@OnTheChosenStore
final class BlockedFeedNoticeTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final long NEW_CHANNEL = 11;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private Delivery delivery;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
        delivery.start();
        discord.answer(new ChannelRefused(Reason.NO_SEND));
        database.useTransaction(handle -> outbox.add(handle, SERVER, Announcements.of(1), clock.instant()));
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    @Test
    void aMovedFeedIsReportedAgain() {
        delivery.wake();
        await().until(() -> discord.told().size() == 1);

        move(NEW_CHANNEL);

        await().until(() -> discord.told().size() == 2);
        assertThat(discord.told().get(0)).contains("<#10>");
        assertThat(discord.told().get(1)).contains("<#11>", "Send Messages");
    }

    @Test
    void aFeedSetToItsOwnChannelIsNotReportedAgain() {
        delivery.wake();
        await().until(() -> discord.told().size() == 1);

        move(CHANNEL);
        probes(3);

        assertThat(discord.told()).hasSize(1);
    }

    @Test
    void anUnreachableServerIsToldOnALaterDayAndNotAtEachProbe() {
        discord.listens(false);
        delivery.wake();
        await().until(() -> discord.told().size() == 1);
        probes(20);
        assertThat(discord.told()).hasSize(1);

        clock.advance(Duration.ofDays(1));
        probes(3);
        assertThat(discord.told()).hasSize(2);

        discord.listens(true);
        clock.advance(Duration.ofDays(1));
        probes(3);
        assertThat(discord.told()).hasSize(3);

        clock.advance(Duration.ofDays(1));
        probes(3);
        assertThat(discord.told()).hasSize(3);
    }

    @Test
    void theOldChannelsRefusalDoesNotBlockTheNewOne() {
        // The feed moves after the refusal was read and before it is written down.
        database.useTransaction(handle -> store.trigger(
                handle,
                "moved",
                "AFTER UPDATE OF state ON outbox FOR EACH ROW WHEN (NEW.state = 'pending' AND OLD.state = 'sending')",
                "UPDATE feeds SET channel_id = 11 WHERE channel_id = 10"));
        discord.answer(send -> {
            discord.takeAll();
            return CompletableFuture.completedFuture(new ChannelRefused(Reason.CHANNEL_GONE));
        });

        delivery.wake();

        awaitStepping(() -> outbox.waiting(SERVER) == 0);
        assertThat(discord.sendsTo(CHANNEL)).hasSize(1);
        assertThat(discord.sendsTo(NEW_CHANNEL)).hasSize(1);
        assertThat(discord.told()).isEmpty();
        assertThat(feed()).isEqualTo(new Feed(SERVER, "unlocks", NEW_CHANNEL, null, null, null, true, Instant.EPOCH));
    }

    private Feed feed() {
        return guilds.feed(SERVER, "unlocks").orElseThrow();
    }

    private void move(long channel) {
        GivenFeed.in(database, SERVER, "unlocks", channel);
        delivery.feedChanged(SERVER);
    }

    private void probes(int more) {
        int wanted = discord.sends().size() + more;
        awaitStepping(() -> discord.sends().size() >= wanted);
    }

    private void awaitStepping(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    clock.advance(Duration.ofSeconds(10));
                    delivery.wake();
                    return condition.call();
                });
    }
}
