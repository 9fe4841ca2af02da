package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.discord.ChannelAccess.NeededPermission;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.discord.SendResult.Sent;
import io.github.cheevoherald.discord.SendResult.SentAndDeleted;
import io.github.cheevoherald.discord.SendResult.Unknown;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posting through real JDA to the embedded Discord. */
final class JdaDiscordTest {
    private static final AtomicInteger NONCES = new AtomicInteger();

    private static EmbeddedDiscord embedded;
    private static DiscordConnection connection;
    private static Discord discord;
    private static long server;

    @BeforeAll
    static void connect() throws InterruptedException {
        embedded = EmbeddedDiscord.start(Clock.systemUTC());
        embedded.rateLimits().off();
        server = embedded.world().createGuild("Home");
        connection = new DiscordConnection(
                embedded.token(), embedded.apiUrl(), new OkHttpClient(), new RecordedServerEvents(), Clock.systemUTC());
        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
        discord = connection.discord();
    }

    @AfterAll
    static void disconnect() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        embedded.close();
    }

    @AfterEach
    void clearFaults() {
        embedded.faults().clear();
    }

    @Test
    void postsAMessageThatPingsNobody() {
        long channel = channel();

        Sent sent = (Sent) send(
                channel,
                new MessageCreateBuilder()
                        .setContent("@everyone hello")
                        .setEmbeds(new EmbedBuilder().setTitle("Title").build())
                        .build());

        Message message = onlyMessage(channel);
        assertThat(message.id()).isEqualTo(sent.messageId());
        assertThat(message.pings()).isFalse();
    }

    @Test
    void returnsTheSameMessageForTheSameNonce() {
        long channel = channel();

        SendResult first = discord.send(server, channel, "same", embed()).join();
        SendResult second = discord.send(server, channel, "same", embed()).join();

        assertThat(second).isEqualTo(first).isInstanceOf(Sent.class);
        assertThat(embedded.channels().messages(channel)).hasSize(1);
    }

    @Test
    void recognizesADeletedChannel() {
        long channel = channel();
        embedded.channels().delete(channel);
        await().until(() -> discord.access(server, channel).kind() == ChannelAccess.Kind.GONE);

        assertThat(send(channel, embed())).isEqualTo(new ChannelRefused(Reason.CHANNEL_GONE));
    }

    @Test
    void namesTheMissingPermissionWithoutAskingDiscord() {
        long blind = channel();
        embedded.channels().denyBot(blind, Permission.VIEW_CHANNEL);
        long mute = channel();
        embedded.channels().denyBot(mute, Permission.SEND_MESSAGES);
        long plain = channel();
        embedded.channels().denyBot(plain, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY);
        await().until(() -> discord.access(server, plain)
                .missing()
                .equals(Set.of(NeededPermission.EMBED_LINKS, NeededPermission.READ_MESSAGE_HISTORY)));
        int before = embedded.wire().entries("POST", "/channels/.*").size();

        assertThat(send(blind, embed())).isEqualTo(new ChannelRefused(Reason.NO_VIEW));
        assertThat(send(mute, embed())).isEqualTo(new ChannelRefused(Reason.NO_SEND));
        assertThat(send(plain, embed())).isEqualTo(new ChannelRefused(Reason.NO_EMBEDS));
        assertThat(embedded.wire().entries("POST", "/channels/.*")).hasSize(before);
        assertThat(send(plain, MessageCreateData.fromContent("text"))).isInstanceOf(Sent.class);
    }

    @Test
    void treatsDiscordsOwnRefusalAsProof() {
        long channel = channel();

        assertThat(answered(channel, 404, 10003)).isEqualTo(new ChannelRefused(Reason.CHANNEL_GONE));
        assertThat(answered(channel, 404, 10004)).isEqualTo(new ChannelRefused(Reason.SERVER_LEFT));
        assertThat(answered(channel, 403, 50001)).isEqualTo(new ChannelRefused(Reason.NO_VIEW));
        assertThat(answered(channel, 403, 50013)).isEqualTo(new ChannelRefused(Reason.FORBIDDEN));
        assertThat(answered(channel, 403, 150006)).isEqualTo(new ChannelRefused(Reason.FORBIDDEN));
        assertThat(answered(channel, 400, 50035)).isInstanceOf(MessageRefused.class);
        assertThat(answered(channel, 413, 40005)).isInstanceOf(MessageRefused.class);
        assertThat(answered(channel, 401, 0)).isInstanceOf(NotSent.class);
        assertThat(embedded.channels().messages(channel)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 200000, AUTOMOD",
        "403, 200000, AUTOMOD",
        "400, 200001, AUTOMOD",
        "400, 240000, HARMFUL_LINK",
        "400, 20009, EXPLICIT",
        "400, 299999, OTHER"
    })
    void aContentRuleIsNotAFormatError(int status, int code, Rule rule) {
        SendResult result = answered(channel(), status, code);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ContentRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 40004, SENDING_DISABLED",
        "400, 40058, WRONG_KIND",
        "400, 50008, WRONG_KIND",
        "400, 50024, WRONG_KIND",
        "400, 50083, THREAD_CLOSED",
        "400, 160005, THREAD_CLOSED",
        "403, 50009, FORBIDDEN",
        "400, 50095, FORBIDDEN"
    })
    void theChannelsFaultIsNotTheMessages(int status, int code, Reason reason) {
        assertThat(answered(channel(), status, code)).isEqualTo(new ChannelRefused(reason));
    }

    @ParameterizedTest
    @CsvSource({"400, 20016", "400, 20028", "400, 20029", "400, 40006", "400, 40062", "403, 40333", "400, 130000"})
    void aTemporaryRefusalIsNobodysFault(int status, int code) {
        assertThat(answered(channel(), status, code)).isInstanceOf(NotSent.class);
    }

    @Test
    void aChannelMissingFromJdasCacheIsNotTreatedAsDeleted() {
        long forum = embedded.channels().createForum(server, "forum");
        await().until(() -> discord.access(server, forum).kind() == ChannelAccess.Kind.WRONG_KIND);

        assertThat(send(forum, embed())).isEqualTo(new ChannelRefused(Reason.WRONG_KIND));
    }

    @Test
    void aMessagePostedWithItsNonceAndDeletedSinceCountsAsSent() {
        long channel = channel();
        String nonce = nonce();
        Sent sent = (Sent) discord.send(server, channel, nonce, embed()).join();
        embedded.channels().deleteMessage(channel, sent.messageId());

        assertThat(discord.send(server, channel, nonce, embed()).join()).isEqualTo(new SentAndDeleted());
        assertThat(embedded.channels().messages(channel)).isEmpty();
    }

    @Test
    void aGatewaysErrorPageProvesNothingAboutTheChannel() {
        long channel = channel();
        embedded.faults().at(RestFilter.sendsTo(channel)).times(1).html(403);

        assertThat(send(channel, embed())).isInstanceOf(NotSent.class);
    }

    @Test
    void aCutAnswerIsInDoubtAndTheRepeatMakesNoDuplicate() {
        long channel = channel();
        String nonce = nonce();
        embedded.faults().at(RestFilter.sendsTo(channel)).times(1).truncateAnswer();

        assertThat(discord.send(server, channel, nonce, embed()).join()).isInstanceOf(Unknown.class);
        assertThat(discord.send(server, channel, nonce, embed()).join()).isInstanceOf(Sent.class);

        assertThat(embedded.channels().messages(channel)).hasSize(1);
    }

    @Test
    void aServerErrorIsInDoubt() {
        long channel = channel();
        embedded.faults().at(RestFilter.sendsTo(channel)).times(1).statusAfterTheWork(500);

        assertThat(send(channel, embed())).isInstanceOf(Unknown.class);
        assertThat(embedded.channels().messages(channel)).hasSize(1);
    }

    @Test
    void repeatedlyCutConnectionsAreInDoubt() {
        long channel = channel();
        embedded.faults().at(RestFilter.sendsTo(channel)).cutAfterTheWork();

        assertThat(send(channel, embed())).isInstanceOf(Unknown.class);
        assertThat(embedded.channels().messages(channel)).hasSize(1);
    }

    @Test
    void waitsAsLongAsDiscordSaysAndPostsOnce() {
        long channel = channel();
        embedded.faults().at(RestFilter.sendsTo(channel)).times(1).tooManyRequests(Duration.ofSeconds(1), false);

        assertThat(send(channel, embed())).isInstanceOf(Sent.class);
        assertThat(embedded.channels().messages(channel)).hasSize(1);
    }

    @Test
    void keepsAnnouncementsForAServerInAnOutage() {
        long other = embedded.world().createGuild("Other");
        long channel = embedded.channels().create(other, "feed");
        await().until(() -> discord.access(other, channel).kind() == ChannelAccess.Kind.USABLE);

        embedded.world().available(other, false);
        await().until(() -> discord.access(other, channel).kind() == ChannelAccess.Kind.NOT_KNOWN);
        assertThat(discord.send(other, channel, nonce(), embed()).join()).isInstanceOf(NotSent.class);

        embedded.world().available(other, true);
        await().until(() -> discord.access(other, channel).kind() == ChannelAccess.Kind.USABLE);
    }

    @Test
    void tellsTheOwnerIfTheSystemChannelRefuses() {
        long other = embedded.world().createGuild("Other");
        long system = embedded.channels().create(other, "system");
        embedded.channels().systemChannel(other, system);
        await().until(() -> discord.tell(other, "first").join()
                && !embedded.channels().messages(system).isEmpty());
        embedded.faults().at(RestFilter.sendsTo(system)).refusal(403, 50013);

        assertThat(discord.tell(other, "second").join()).isTrue();

        long owner = embedded.channels().direct(embedded.world().owner(other));
        assertThat(embedded.channels().messages(owner))
                .extracting(Message::content)
                .contains("second");
    }

    @Test
    void reportsThatAServerCouldNotBeReached() {
        embedded.faults().at(RestFilter.sends()).refusal(403, 50007);

        assertThat(discord.tell(server, "hello").join()).isFalse();
    }

    @Test
    void recognizesAServerThatTheBotLeft() {
        long other = embedded.world().createGuild("Other");
        long channel = embedded.channels().create(other, "feed");
        await().until(() -> discord.access(other, channel).kind() == ChannelAccess.Kind.USABLE);

        embedded.world().removeBot(other);
        await().until(() -> discord.access(other, channel).kind() == ChannelAccess.Kind.NO_SERVER);

        assertThat(discord.send(other, channel, nonce(), embed()).join())
                .isEqualTo(new ChannelRefused(Reason.SERVER_LEFT));
    }

    private static SendResult answered(long channel, int status, int code) {
        embedded.faults()
                .at(RestFilter.sendsTo(channel))
                .times(1)
                .answer(status, "application/json", "{\"message\": \"no\", \"code\": " + code + "}");
        return send(channel, embed());
    }

    private static long channel() {
        long channel = embedded.channels().create(server, "feed");
        await().until(() -> discord.access(server, channel).kind() == ChannelAccess.Kind.USABLE);
        return channel;
    }

    private static SendResult send(long channel, MessageCreateData message) {
        return Objects.requireNonNull(discord.send(server, channel, nonce(), message)
                .orTimeout(20, TimeUnit.SECONDS)
                .join());
    }

    private static String nonce() {
        return "nonce-" + NONCES.incrementAndGet();
    }

    private static MessageCreateData embed() {
        return MessageCreateData.fromEmbeds(new EmbedBuilder().setTitle("Title").build());
    }

    private static Message onlyMessage(long channel) {
        assertThat(embedded.channels().messages(channel)).hasSize(1);
        return embedded.channels().messages(channel).get(0);
    }
}
