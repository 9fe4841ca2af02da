package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.discord.ChannelAccess.Kind;
import io.github.cheevoherald.discord.ChannelAccess.NeededPermission;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Sent;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Threads as real JDA knows them, which is only while they are active. */
final class JdaThreadsTest {
    private static final AtomicInteger NONCES = new AtomicInteger();

    private static EmbeddedDiscord embedded;
    private static DiscordConnection connection;
    private static Discord discord;
    private static long server;

    private final long channel = embedded.channels().create(server, "channel");

    @BeforeAll
    static void connect() throws InterruptedException {
        embedded = EmbeddedDiscord.start(Clock.systemUTC());
        embedded.rateLimits().off();
        server = embedded.world().createGuild("Server");
        connection = new DiscordConnection(
                embedded.token(), embedded.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, Clock.systemUTC());
        connection.connect();
        discord = connection.discord();
    }

    @AfterAll
    static void disconnect() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        embedded.close();
    }

    private static SendResult send(long thread) {
        MessageCreateData message = MessageCreateData.fromEmbeds(
                new EmbedBuilder().setTitle("Title").build());
        return discord.send(server, thread, "n" + NONCES.incrementAndGet(), message)
                .join();
    }

    private static void awaitAccess(long thread, ChannelAccess access) {
        await().untilAsserted(() -> assertThat(discord.access(server, thread)).isEqualTo(access));
    }

    private static void awaitForgotten() {
        // An event of the same server comes after the one about the thread.
        long later = embedded.channels().create(server, "later");
        awaitAccess(later, new ChannelAccess(Kind.USABLE));
    }

    private static int lookUps(long thread) {
        return embedded.wire().entries("GET", "/channels/" + thread).size();
    }

    @Test
    void postsInAnActiveThreadWithoutAskingAboutIt() {
        long thread = embedded.threads().create(channel, "thread");
        embedded.channels().denyBot(channel, Permission.SEND_MESSAGES);
        awaitForgotten();

        assertThat(discord.access(server, thread)).isEqualTo(new ChannelAccess(Kind.USABLE));
        assertThat(send(thread)).isInstanceOf(Sent.class);
        assertThat(lookUps(thread)).isZero();
    }

    @Test
    void postsInThreadsOfAnnouncementChannels() {
        long news = embedded.channels().createAnnouncement(server, "news");
        long thread = embedded.threads().create(news, "thread");

        awaitAccess(thread, new ChannelAccess(Kind.USABLE));
        assertThat(send(thread)).isInstanceOf(Sent.class);
    }

    @Test
    void reopensAnArchivedThreadByPosting() {
        long thread = embedded.threads().create(channel, "thread");
        embedded.threads().archive(thread);
        awaitForgotten();

        assertThat(discord.access(server, thread)).isEqualTo(new ChannelAccess(Kind.USABLE));
        assertThat(embedded.threads().isArchived(thread)).isTrue();
        int before = lookUps(thread);
        assertThat(send(thread)).isInstanceOf(Sent.class);
        assertThat(embedded.threads().isArchived(thread)).isFalse();
        awaitForgotten();
        assertThat(send(thread)).isInstanceOf(Sent.class);

        assertThat(lookUps(thread)).isEqualTo(before + 1);
        assertThat(embedded.channels().messages(thread)).hasSize(2);
    }

    @Test
    void repeatsNothingInAnArchivedThread() {
        long thread = embedded.threads().create(channel, "thread");
        embedded.threads().archive(thread);
        awaitForgotten();
        MessageCreateData message = MessageCreateData.fromContent("once");

        SendResult first = discord.send(server, thread, "thread-nonce", message).join();
        embedded.threads().archive(thread);
        awaitForgotten();
        SendResult again = discord.send(server, thread, "thread-nonce", message).join();

        assertThat(again).isEqualTo(first);
        assertThat(embedded.channels().messages(thread)).hasSize(1);
    }

    @Test
    void readsAnArchivedThreadBack() {
        long thread = embedded.threads().create(channel, "thread");
        awaitForgotten();
        discord.send(server, thread, "read-back", MessageCreateData.fromContent("here"))
                .join();
        long empty = embedded.threads().create(channel, "empty");
        embedded.threads().archive(thread);
        embedded.threads().archive(empty);
        awaitForgotten();

        assertThat(ours(thread)).extracting(PostedMessage::content).containsExactly("here");
        assertThat(ours(empty)).isEmpty();
        embedded.channels().denyBot(channel, Permission.READ_MESSAGE_HISTORY);
        awaitForgotten();
        assertThat(discord.history(server, thread, 0).join()).isEqualTo(new HistoryResult.NotAllowed());
    }

    private static List<PostedMessage> ours(long thread) {
        HistoryResult result = discord.history(server, thread, 0).join();
        assertThat(result).isInstanceOf(HistoryResult.Page.class);
        return ((HistoryResult.Page) result).ours();
    }

    @Test
    void aLockedThreadTakesNothingUnlessTheBotManagesThreads() {
        long active = embedded.threads().create(channel, "active");
        embedded.threads().lock(active);
        long archived = embedded.threads().create(channel, "archived");
        embedded.threads().lock(archived);
        embedded.threads().archive(archived);
        awaitForgotten();

        for (long thread : new long[] {active, archived}) {
            assertThat(discord.access(server, thread)).isEqualTo(new ChannelAccess(Kind.LOCKED));
            assertThat(send(thread)).isEqualTo(new ChannelRefused(Reason.THREAD_CLOSED));
        }

        embedded.channels().allowBot(channel, Permission.MANAGE_THREADS);
        awaitForgotten();
        for (long thread : new long[] {active, archived}) {
            assertThat(discord.access(server, thread)).isEqualTo(new ChannelAccess(Kind.USABLE));
            assertThat(send(thread)).isInstanceOf(Sent.class);
        }
    }

    @Test
    void namesTheRightThatThreadsTake() {
        long active = embedded.threads().create(channel, "active");
        long archived = embedded.threads().create(channel, "archived");
        embedded.threads().archive(archived);
        embedded.channels().denyBot(channel, Permission.SEND_MESSAGES_IN_THREADS);
        awaitForgotten();

        for (long thread : new long[] {active, archived}) {
            assertThat(discord.access(server, thread))
                    .isEqualTo(new ChannelAccess(Kind.MISSING, Set.of(NeededPermission.SEND_MESSAGES_IN_THREADS)));
            assertThat(send(thread)).isEqualTo(new ChannelRefused(Reason.NO_SEND_IN_THREADS));
        }
        embedded.channels().denyBot(channel, Permission.VIEW_CHANNEL);
        awaitForgotten();
        assertThat(send(active)).isEqualTo(new ChannelRefused(Reason.NO_VIEW));
        assertThat(send(archived)).isEqualTo(new ChannelRefused(Reason.NO_VIEW));
    }

    @Test
    void aPrivateThreadIsOpenToTheBotOnceItWasAdded() {
        long thread = embedded.threads().createPrivate(channel, "private");
        awaitForgotten();

        assertThat(discord.access(server, thread))
                .isEqualTo(new ChannelAccess(Kind.HIDDEN));
        assertThat(send(thread)).isEqualTo(new ChannelRefused(Reason.NO_VIEW));

        embedded.threads().addBot(thread);
        awaitAccess(thread, new ChannelAccess(Kind.USABLE));
        assertThat(send(thread)).isInstanceOf(Sent.class);
        embedded.threads().archive(thread);
        awaitForgotten();
        assertThat(send(thread)).isInstanceOf(Sent.class);
        assertThat(embedded.channels().messages(thread)).extracting(Message::id).hasSize(2);
    }

    @Test
    void aDeletedThreadIsGone() {
        long active = embedded.threads().create(channel, "active");
        long archived = embedded.threads().create(channel, "archived");
        embedded.threads().archive(archived);
        long orphan = embedded.threads().create(embedded.channels().create(server, "parent"), "orphan");
        awaitForgotten();
        embedded.channels().delete(active);
        embedded.channels().delete(archived);
        embedded.channels().delete(embedded.channels().parent(orphan));

        for (long thread : new long[] {active, archived, orphan}) {
            awaitAccess(thread, new ChannelAccess(Kind.GONE));
            assertThat(send(thread)).isEqualTo(new ChannelRefused(Reason.CHANNEL_GONE));
        }
    }
}
