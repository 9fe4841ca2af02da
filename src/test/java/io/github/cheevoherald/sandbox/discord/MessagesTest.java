package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class MessagesTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private final long member = discord.world().createMember(guild, "Ada");
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start(discord, GatewayIntent.GUILD_MESSAGES);
    }

    @AfterAll
    void stop() {
        bot.close();
        OpenApiCheck.verify(discord.wire());
        discord.close();
    }

    private MessageChannel channel() {
        long id = discord.channels().create(guild, "unlocks");
        await().until(() -> bot.jda().getTextChannelById(id) != null);
        return bot.channel(id);
    }

    @Test
    void returnsAnEmbedAsItWasPosted() {
        MessageChannel channel = channel();
        Instant at = Instant.parse("2026-11-22T10:15:30Z");

        channel.sendMessageEmbeds(new EmbedBuilder()
                        .setTitle("  Ring Leader ", "https://retroachievements.org/achievement/1")
                        .setDescription("Collect 100 rings")
                        .setAuthor("Ada", "https://retroachievements.org/user/Ada", "http://127.0.0.1:1/ada.png")
                        .setThumbnail("https://media.retroachievements.org/Badge/1.png")
                        .addField("Points", "5 (7)", true)
                        .setFooter("Mega Drive")
                        .setColor(0xFFD700)
                        .setTimestamp(at)
                        .build())
                .complete();

        var read = channel.getHistory().retrievePast(10).complete();
        assertThat(read).hasSize(1);
        var embed = read.get(0).getEmbeds().get(0);
        assertThat(embed.getTitle()).isEqualTo("Ring Leader");
        assertThat(embed.getUrl()).isEqualTo("https://retroachievements.org/achievement/1");
        assertThat(Objects.requireNonNull(embed.getTimestamp()).toInstant()).isEqualTo(at);
        assertThat(embed.getColorRaw()).isEqualTo(0xFFD700);
        assertThat(Objects.requireNonNull(embed.getAuthor()).getName()).isEqualTo("Ada");
        assertThat(embed.getFields()).hasSize(1);
        assertThat(read.get(0).getAuthor().getIdLong())
                .isEqualTo(discord.world().botId());
    }

    @Test
    void answersARepeatedNonceWithTheFirstMessageEvenFromAnotherChannel() {
        MessageChannel first = channel();
        MessageChannel second = channel();

        var sent = first.sendMessage("once").setNonce("herald-1").complete();
        var again = first.sendMessage("once").setNonce("herald-1").complete();
        var elsewhere = second.sendMessage("once").setNonce("herald-1").complete();

        assertThat(again.getIdLong()).isEqualTo(sent.getIdLong());
        assertThat(elsewhere.getIdLong()).isEqualTo(sent.getIdLong());
        assertThat(discord.channels().messages(first.getIdLong())).hasSize(1);
        assertThat(discord.channels().messages(second.getIdLong())).isEmpty();
        assertThat(discord.channels().messages(first.getIdLong()).get(0).json().has("nonce"))
                .isFalse();
    }

    @Test
    void forgetsANonceAfterItsMemory() {
        MessageChannel channel = channel();
        discord.nonceMemory(Duration.ZERO);

        channel.sendMessage("twice").setNonce("herald-2").complete();
        long made = discord.channels().messages(channel.getIdLong()).get(0).id();
        await().until(() -> Instant.now().isAfter(Snowflakes.timeOf(made).plusMillis(2)));
        channel.sendMessage("twice").setNonce("herald-2").complete();

        assertThat(discord.channels().messages(channel.getIdLong())).hasSize(2);
        discord.nonceMemory(Duration.ofMinutes(5));
    }

    @Test
    void pagesThroughTheHistory() {
        MessageChannel channel = channel();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(discord.channels()
                    .post(channel.getIdLong(), member, "message " + i)
                    .id());
        }

        assertThat(ids(channel.getHistory().retrievePast(3).complete()))
                .containsExactly(ids.get(6), ids.get(5), ids.get(4));
        assertThat(ids(channel.getHistoryBefore(ids.get(4), 3).complete().getRetrievedHistory()))
                .containsExactly(ids.get(3), ids.get(2), ids.get(1));
        assertThat(ids(channel.getHistoryAfter(ids.get(1), 3).complete().getRetrievedHistory()))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(ids(channel.getHistoryAround(ids.get(3), 3).complete().getRetrievedHistory()))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
    }

    private static List<Long> ids(List<net.dv8tion.jda.api.entities.Message> messages) {
        return messages.stream().map(message -> message.getIdLong()).toList();
    }

    @Test
    void showsAnEmptyHistoryWithoutThePermissionToReadIt() {
        MessageChannel channel = channel();
        discord.channels().post(channel.getIdLong(), member, "hello");

        discord.channels().denyBot(channel.getIdLong(), Permission.READ_MESSAGE_HISTORY);

        WireEntry read = get("/channels/" + channel.getId() + "/messages");
        assertThat(read.status()).isEqualTo(200);
        assertThat(Objects.requireNonNull(read.answer()).size()).isZero();
    }

    private WireEntry get(String path) {
        new Http(discord).get(path);
        List<WireEntry> entries = discord.wire().entries("GET", path);
        return entries.get(entries.size() - 1);
    }

    @Test
    void editsAndDeletesItsOwnMessages() {
        MessageChannel channel = channel();
        var sent = channel.sendMessage("before").complete();

        sent.editMessage("after").complete();
        assertThat(discord.channels().messages(channel.getIdLong()).get(0).content())
                .isEqualTo("after");
        assertThat(discord.channels().messages(channel.getIdLong()).get(0).edited())
                .isTrue();
        sent.delete().complete();

        assertThat(discord.channels().messages(channel.getIdLong())).isEmpty();
        assertThatThrownBy(() -> channel.retrieveMessageById(sent.getId()).complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorResponse()).isEqualTo(ErrorResponse.UNKNOWN_MESSAGE));
    }

    @Test
    void refusesToEditOthersMessages() {
        MessageChannel channel = channel();
        long foreign =
                discord.channels().post(channel.getIdLong(), member, "mine").id();

        assertThatThrownBy(() -> channel.editMessageById(foreign, "yours").complete())
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("50005");
    }

    @Test
    void storesAttachmentsAndShowsThemInEmbeds() throws IOException {
        MessageChannel channel = channel();
        byte[] bytes = "a picture, more or less".getBytes(StandardCharsets.UTF_8);

        var sent = channel.sendMessageEmbeds(
                        new EmbedBuilder().setImage("attachment://burst.png").build())
                .addFiles(FileUpload.fromData(bytes, "burst.png"))
                .complete();

        String url = sent.getAttachments().get(0).getUrl();
        assertThat(Objects.requireNonNull(sent.getEmbeds().get(0).getImage()).getUrl())
                .isEqualTo(url);
        try (InputStream content = URI.create(url).toURL().openStream()) {
            assertThat(content.readAllBytes()).isEqualTo(bytes);
        }
        sent.editMessage(new MessageEditBuilder()
                        .setEmbeds()
                        .setContent("gone")
                        .setAttachments()
                        .build())
                .complete();
        assertThat(discord.channels().messages(channel.getIdLong()).get(0).attachments())
                .isEmpty();
    }

    @Test
    void refusesAnEmbedWithAnUnknownUpload() {
        MessageChannel channel = channel();
        var embed = new EmbedBuilder().setImage("attachment://nothing.png").build();

        assertThatThrownBy(() -> channel.sendMessageEmbeds(embed).complete())
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("50035");
    }

    @Test
    void pingsOnlyWhomTheMessageAllows() {
        MessageChannel channel = channel();
        String text = "hello <@" + member + ">";

        channel.sendMessage(text)
                .setAllowedMentions(EnumSet.allOf(net.dv8tion.jda.api.entities.Message.MentionType.class))
                .complete();
        channel.sendMessage(text)
                .setAllowedMentions(EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class))
                .complete();

        assertThat(discord.channels().messages(channel.getIdLong()))
                .extracting(Message::pings)
                .containsExactly(true, false);
    }

    @Test
    void sendsMessagesOnlyToClientsThatAskedForThem() {
        MessageChannel channel = channel();
        bot.forgetEvents();
        try (Bot incurious = Bot.start(discord)) {
            discord.channels().post(channel.getIdLong(), member, "hello");
            await().until(() -> bot.saw(MessageReceivedEvent.class));
            // A later event that both receive shows that nothing is still on its way.
            long later = discord.channels().create(guild, "later");
            await().until(() -> incurious.jda().getTextChannelById(later) != null);

            assertThat(incurious.saw(MessageReceivedEvent.class)).isFalse();
        }
    }

    @Test
    void tellsListenersWhatHappensToMessages() {
        MessageChannel channel = channel();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Subscription subscription = discord.chat().listen((change, message) -> {
            if (message.channelId() == channel.getIdLong()) {
                heard.add(change + " " + message.content());
            }
        })) {
            var sent = channel.sendMessage("one").complete();
            sent.editMessage("two").complete();
            sent.delete().complete();

            assertThat(subscription).isNotNull();
            await().until(() -> heard.size() == 3);
            assertThat(heard).containsExactly("CREATED one", "EDITED two", "DELETED two");
        }
    }

    @Test
    void opensDirectChannelsUnlessThePersonBlocksThem() {
        long person = discord.world().createMember(guild, "Grace");
        var direct = bot.jda().openPrivateChannelById(person).complete();

        direct.sendMessage("psst").complete();
        assertThat(discord.channels().messages(discord.channels().direct(person)))
                .extracting(Message::content)
                .containsExactly("psst");
        discord.channels().refuseDirect(person, true);

        assertThatThrownBy(() -> direct.sendMessage("psst").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorResponse()).isEqualTo(ErrorResponse.CANNOT_SEND_TO_USER));
    }

    @Test
    void publishesFromAnnouncementChannels() {
        long news = discord.channels().createAnnouncement(guild, "news");
        await().until(() -> bot.jda().getNewsChannelById(news) != null);

        var sent = bot.channel(news).sendMessage("extra").complete();
        sent.crosspost().complete();

        assertThat(discord.channels().messages(news).get(0).json().path("flags").asInt() & 2)
                .isEqualTo(2);
    }
}
