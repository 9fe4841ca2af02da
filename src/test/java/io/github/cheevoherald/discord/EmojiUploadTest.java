package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the application gets its emojis, and what messages show with and without them. */
@Timeout(60)
final class EmojiUploadTest {
    private static final EmojiPicture STAR = picture("star", "⭐", "a star");
    private static final EmojiPicture MOON = picture("moon_2", "🌙", "a moon");

    private final Lines lines = new Lines();
    private EmbeddedDiscord discord;
    private DiscordConnection connection;

    private static EmojiPicture picture(String name, String unicode, String content) {
        return new EmojiPicture(name, unicode, content.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void connect() throws InterruptedException {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        reconnect(STAR, MOON);
    }

    private void reconnect(EmojiPicture... pictures) throws InterruptedException {
        connection = new DiscordConnection(
                discord.token(), discord.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, Clock.systemUTC());
        connection.emojis().use(List.of(pictures));
        connection.connect();
    }

    @AfterEach
    void close() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        OpenApiCheck.verify(discord.wire());
        discord.close();
        lines.close();
    }

    private long uploads() {
        return discord.wire().entries().stream()
                .filter(entry -> entry.method().equals("POST") && entry.path().endsWith("/emojis"))
                .count();
    }

    private String shown(EmojiPicture picture) {
        MessageEmbed embed = new EmbedBuilder()
                .setDescription(EmojiPicture.marker(picture.name()) + " here")
                .setThumbnail("https://media.example/1.png", "Badge of one")
                .build();
        MessageEmbed drawn = connection
                .emojis()
                .drawn(MessageCreateData.fromEmbeds(embed))
                .getEmbeds()
                .get(0);
        assertThat(drawn.getThumbnail().getDescription()).isEqualTo("Badge of one");
        assertThat(drawn.getDescription()).endsWith(" here");
        return String.valueOf(drawn.getDescription()).replace(" here", "");
    }

    private void awaitEmoji(EmojiPicture picture) {
        await().until(() -> shown(picture).startsWith("<:" + picture.name() + "_"));
    }

    @Test
    void uploadsWhatIsMissingOnce() throws InterruptedException {
        assertThat(shown(STAR)).isEqualTo("⭐");

        connection.uploadEmojis();
        awaitEmoji(MOON);

        assertThat(shown(STAR)).matches("<:star_[0-9a-f]{8}:\\d+>");
        assertThat(discord.emojis().names()).hasSize(2).allMatch(name -> name.matches("(star|moon_2)_[0-9a-f]{8}"));
        connection.shutdown(Duration.ofSeconds(2));
        reconnect(STAR, MOON);
        connection.uploadEmojis();
        awaitEmoji(MOON);
        assertThat(uploads()).isEqualTo(2);
    }

    @Test
    void anotherPictureOfTheSameNameIsUploadedBesideTheOld() throws InterruptedException {
        connection.uploadEmojis();
        awaitEmoji(MOON);
        String before = shown(STAR);
        connection.shutdown(Duration.ofSeconds(2));

        EmojiPicture redrawn = picture("star", "⭐", "a better star");
        reconnect(redrawn, MOON);
        connection.uploadEmojis();
        awaitEmoji(redrawn);

        assertThat(shown(redrawn)).isNotEqualTo(before);
        assertThat(discord.emojis().names()).hasSize(3);
    }

    private void refuseUploads(int times, int status) {
        discord.faults()
                .at(RestFilter.request("POST", "/applications/\\d+/emojis"))
                .times(times)
                .status(status);
    }

    @Test
    void aRefusedPictureDoesNotCostTheOthersTheirs() {
        refuseUploads(1, 400);

        connection.uploadEmojis();

        awaitEmoji(MOON);
        assertThat(shown(STAR)).isEqualTo("⭐");
        await().until(() -> !lines.holding("Announcements show Unicode emojis").isEmpty());
    }

    @Test
    void emojisThatAreThereAreShownThoughAnotherCannotBeUploaded() throws InterruptedException {
        connection.uploadEmojis();
        awaitEmoji(MOON);
        connection.shutdown(Duration.ofSeconds(2));
        EmojiPicture sun = picture("sun", "☀", "a sun");
        reconnect(sun, STAR, MOON);
        refuseUploads(1, 500);

        connection.uploadEmojis();

        awaitEmoji(MOON);
        assertThat(shown(STAR)).startsWith("<:star_");
        assertThat(shown(sun)).isEqualTo("☀");
    }

    @Test
    void unicodeStaysWhereDiscordRefuses() {
        discord.faults()
                .at(RestFilter.request("POST", "/applications/\\d+/emojis"))
                .times(2)
                .status(400);

        connection.uploadEmojis();

        await().until(() -> !lines.holding("Announcements show Unicode emojis").isEmpty());
        assertThat(shown(STAR)).isEqualTo("⭐");
        assertThat(shown(MOON)).isEqualTo("🌙");
    }

    @Test
    void unicodeStaysWhereTheListIsRefused() {
        discord.faults()
                .at(RestFilter.request("GET", "/applications/\\d+/emojis"))
                .times(1)
                .status(503);

        connection.uploadEmojis();

        await().until(() -> !lines.holding("Announcements show Unicode emojis").isEmpty());
        assertThat(uploads()).isZero();
        assertThat(shown(STAR)).isEqualTo("⭐");
    }

    @Test
    void aLostAnswerToAnUploadIsNoSecondEmoji() {
        discord.faults()
                .at(RestFilter.request("POST", "/applications/\\d+/emojis"))
                .times(1)
                .statusAfterTheWork(502);

        connection.uploadEmojis();
        await().until(() -> !lines.holding("Announcements show Unicode emojis").isEmpty());
        connection.uploadEmojis();
        awaitEmoji(MOON);

        assertThat(discord.emojis().names()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void onlyMarkersAreReplaced() {
        MessageCreateData other = MessageCreateData.fromEmbeds(new EmbedBuilder()
                .setDescription(
                        "<:star:1> <\\:star_00000000:00000000000000000000> <:sun_00000000:00000000000000000000>.")
                .build());

        assertThat(connection.emojis().drawn(other).getEmbeds().get(0).getDescription())
                .isEqualTo("<:star:1> <\\:star_00000000:00000000000000000000> .");
        MessageCreateData text = MessageCreateData.fromContent(EmojiPicture.marker("moon_2") + " rises");
        assertThat(connection.emojis().drawn(text).getContent()).isEqualTo("🌙 rises");
        MessageCreateData plain = MessageCreateData.fromContent("no embeds");
        assertThat(connection.emojis().drawn(plain)).isSameAs(plain);
    }
}
