package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cheevoherald.discord.HistoryResult.Page;
import io.github.cheevoherald.discord.SendResult.Sent;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a channel back through real JDA, whatever other people's messages look like. */
final class ChannelHistoryTest {
    private static final AtomicInteger NONCES = new AtomicInteger();
    private static final String UNKNOWN_TYPE = "{\"type\": 63}";

    private static EmbeddedDiscord embedded;
    private static DiscordConnection connection;
    private static Discord discord;
    private static long server;
    private static long member;

    @BeforeAll
    static void connect() throws InterruptedException {
        embedded = EmbeddedDiscord.start(Clock.systemUTC());
        embedded.rateLimits().off();
        server = embedded.world().createGuild("Home");
        member = embedded.world().createMember(server, "Ann");
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
    void onlyDiscordsOwnAnswerProvesTheEndOfAChannel() {
        long channel = channel();
        long ours = send(channel, text("ours"));
        for (int i = 0; i < 120; i++) {
            embedded.channels().put(channel, member, json(i == 60 ? UNKNOWN_TYPE : "{\"content\": \"chatter\"}"));
        }

        Page first = page(channel, 0);
        Page second = page(channel, first.oldestId());

        assertThat(first.isLast()).isFalse();
        assertThat(second.isLast()).isTrue();
        assertThat(second.ours()).extracting(PostedMessage::id).containsExactly(ours);
    }

    @Test
    void aPageOfUnknownMessageTypesIsNotTheEnd() {
        long channel = channel();
        long ours = send(channel, text("ours"));
        for (int i = 0; i < 250; i++) {
            embedded.channels().put(channel, member, json(UNKNOWN_TYPE));
        }

        assertThat(allOurs(channel)).containsExactly(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": 63}",
                "{\"type\": \"x\"}",
                "{\"type\": null}",
                "{\"author\": null}",
                "{\"author\": 7}",
                "{\"author\": {\"id\": null}}",
                "{\"author\": {\"id\": \"webhook\"}, \"webhook_id\": \"4\"}",
                "{\"content\": null, \"embeds\": null, \"mentions\": null, \"attachments\": null}",
                "{\"content\": {\"text\": 1}, \"embeds\": {\"url\": 2}}",
                "{\"embeds\": [null, 3, {\"type\": \"rich\", \"timestamp\": \"yesterday\", \"fields\": 8}]}",
                "{\"components\": [{\"type\": 17, \"components\": [{\"type\": 99}]}], \"flags\": 32768}",
                "{\"poll\": {\"question\": {}}}",
                "{\"message_reference\": {\"type\": 1}, \"message_snapshots\": [{\"message\": {\"type\": 63}}]}",
                "{\"timestamp\": \"never\", \"mentions\": [{}], \"sticker_items\": [{}]}"
            })
    void findsOurMessageWhateverOthersMessagesLookLike(String fields) {
        long channel = channel();
        long ours = send(channel, text("ours"));
        for (int i = 0; i < 101; i++) {
            embedded.channels().put(channel, member, json(fields));
        }

        assertThat(allOurs(channel)).containsExactly(ours);
    }

    @Test
    void readsOurMessageWhateverElseItContains() {
        long channel = channel();
        OffsetDateTime date = OffsetDateTime.parse("2026-03-01T12:00:00Z");
        MessageEmbed embed = new EmbedBuilder()
                .setTitle("Title", "https://site/achievement/7")
                .setAuthor("Ann", "https://site/user/Ann")
                .setDescription("What")
                .addField("Game", "Lantern Hollow", true)
                .setTimestamp(date)
                .build();
        long ours = send(
                channel,
                new MessageCreateBuilder().setContent("text").setEmbeds(embed).build());
        long odd = embedded.channels()
                .put(
                        channel,
                        embedded.world().botId(),
                        json(
                                "{\"type\": 63, \"content\": \"odd\", \"embeds\": [null, {\"url\": \"https://site/achievement/8\","
                                        + " \"timestamp\": \"yesterday\", \"fields\": [{\"value\": \"<t:5:f>\"}, 4]}]}"))
                .id();

        List<PostedMessage> messages = page(channel, 0).ours();

        assertThat(messages).extracting(PostedMessage::id).containsExactly(odd, ours);
        assertThat(messages.get(1).content()).isEqualTo("text");
        MessageEmbed read = messages.get(1).embeds().get(0);
        assertThat(read.getUrl()).isEqualTo("https://site/achievement/7");
        assertThat(Objects.requireNonNull(read.getAuthor()).getUrl()).isEqualTo("https://site/user/Ann");
        assertThat(read.getDescription()).isEqualTo("What");
        assertThat(read.getTimestamp()).isEqualTo(date);
        assertThat(read.getFields()).extracting(MessageEmbed.Field::getValue).containsExactly("Lantern Hollow");
        assertThat(messages.get(0).content()).isEqualTo("odd");
        assertThat(messages.get(0).embeds().get(0).getUrl()).isEqualTo("https://site/achievement/8");
        assertThat(messages.get(0).embeds().get(0).getTimestamp()).isNull();
    }

    @Test
    void anAnswerToACommandIsNotAnAnnouncement() {
        long channel = channel();
        embedded.channels().put(channel, embedded.world().botId(), json("{\"interaction_metadata\": {\"id\": \"5\"}}"));

        assertThat(page(channel, 0).ours()).isEmpty();
    }

    @Test
    void theReasonIsInWords() {
        long channel = channel();

        assertThat(answered(channel, 500, "{}"))
                .isEqualTo(new HistoryResult.Unavailable("Discord answered with status 500"));
        Throwable stopped = new CompletionException(
                new RejectedExecutionException("The Requester has been stopped! No new requests can be requested!"));
        assertThat(SendFailures.reasonOf(stopped)).isEqualTo("the connection is shut down");
        for (Exception failure : new Exception[] {
            new SocketTimeoutException("timeout"),
            new IOException("unexpected end of stream"),
            new IllegalStateException()
        }) {
            assertThat(SendFailures.reasonOf(failure))
                    .doesNotContain("Exception", failure.getClass().getSimpleName());
        }
    }

    @Test
    void anAnswerThatIsNotAPageProvesNothing() {
        long channel = channel();

        assertThat(answered(channel, 200, "{\"messages\": []}")).isInstanceOf(HistoryResult.Unavailable.class);
        assertThat(answered(channel, 200, "<html>")).isInstanceOf(HistoryResult.Unavailable.class);
        assertThat(answered(channel, 200, "[7, null]")).isInstanceOf(HistoryResult.Unavailable.class);
        assertThat(answered(channel, 200, "[{\"id\": \"x\"}]")).isInstanceOf(HistoryResult.Unavailable.class);
        assertThat(answered(channel, 500, "{}")).isInstanceOf(HistoryResult.Unavailable.class);
        assertThat(answered(channel, 404, "{\"code\": 10003, \"message\": \"Unknown Channel\"}"))
                .isEqualTo(new HistoryResult.Refused(SendResult.Reason.CHANNEL_GONE));
    }

    @Test
    void readsOnlyWherePermitted() {
        long channel = channel();
        embedded.channels().denyBot(channel, Permission.READ_MESSAGE_HISTORY);
        await().until(() -> discord.access(server, channel).kind() == ChannelAccess.Kind.MISSING);
        int before = embedded.wire().entries("GET", "/channels/.*").size();

        assertThat(history(channel, 0)).isInstanceOf(HistoryResult.NotAllowed.class);
        assertThat(embedded.wire().entries("GET", "/channels/.*")).hasSize(before);
    }

    private static HistoryResult answered(long channel, int status, String body) {
        embedded.faults().at(RestFilter.reads()).times(1).answer(status, "application/json", body);
        return history(channel, 0);
    }

    private static List<Long> allOurs(long channel) {
        List<Long> ours = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < 10; i++) {
            Page page = page(channel, before);
            page.ours().forEach(message -> ours.add(message.id()));
            if (page.isLast()) {
                return ours;
            }
            before = page.oldestId();
        }
        throw new AssertionError("a channel without an end");
    }

    private static Page page(long channel, long before) {
        return (Page) history(channel, before);
    }

    private static HistoryResult history(long channel, long before) {
        return Objects.requireNonNull(discord.history(server, channel, before)
                .orTimeout(20, TimeUnit.SECONDS)
                .join());
    }

    private static long send(long channel, MessageCreateData message) {
        SendResult result =
                Objects.requireNonNull(discord.send(server, channel, "history-" + NONCES.incrementAndGet(), message)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join());
        return ((Sent) result).messageId();
    }

    private static MessageCreateData text(String text) {
        return MessageCreateData.fromContent(text);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static long channel() {
        long channel = embedded.channels().create(server, "feed");
        await().until(() -> discord.access(server, channel).kind() == ChannelAccess.Kind.USABLE);
        return channel;
    }
}
