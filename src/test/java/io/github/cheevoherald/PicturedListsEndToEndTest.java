package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.discord.StoredFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists and their pictures of badges, through the whole bot. */
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PicturedListsEndToEndTest {
    private Herald herald;
    private Herald.Server home;
    private String player;
    private int players;

    @BeforeAll
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
    }

    @AfterAll
    void close() {
        herald.close();
    }

    @BeforeEach
    void registerAFreshPlayerInAFreshServer() {
        herald.discord.faults().clear();
        player = "Player" + ++players;
        herald.site.world().addPlayer(player);
        home = herald.new Server("Server " + players);
        home.awaitFeed();
        home.register(home.ann, player);
    }

    /** Twelve at once, of a game of their own. */
    /** Leaves one out, so that the set isn't complete. */
    private void burst() {
        long game = herald.site.world().addGame("Lantern Hollow", "SNES").id();
        for (int i = 1; i <= 13; i++) {
            herald.site.world().addAchievement(game, "Burst " + i, "Do what it says", 5);
        }
        assertThat(herald.site.world().burst(player, game, 12, true)).hasSize(12);
    }

    private Message awaitMessage() {
        await().atMost(Herald.SOON).until(() -> !herald.announcements(home.feed).isEmpty());
        return herald.announcements(home.feed).get(0);
    }

    @Test
    void aListShowsTheBadgesInAPictureThatNamesThem() throws IOException {
        burst();

        Message list = awaitMessage();

        JsonNode attachment = list.attachments().get(0);
        assertThat(attachment.path("description").asText())
                .startsWith("Badges of Burst ")
                .contains("Burst 12");
        JsonNode image = list.embeds().get(list.embeds().size() - 1).path("image");
        assertThat(image.path("url")).isEqualTo(attachment.path("url"));
        assertThat(image.path("description")).isEqualTo(attachment.path("description"));
        StoredFile file = herald.discord.file(attachment.path("id").asLong()).orElseThrow();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file.bytes()));
        assertThat(picture.getWidth()).isEqualTo(6 * 74 - 4);
        assertThat(picture.getHeight()).isEqualTo(2 * 74 - 4);
        assertThat(list.content())
                .isEqualTo("**" + player + "** unlocked **12 achievements** (60 points) in Lantern Hollow");
    }

    @Test
    void withoutAttachFilesTheListGoesOutWithoutItsPicture() {
        herald.discord.channels().denyBot(home.feed, Permission.ATTACH_FILES);
        await().atMost(Herald.SOON)
                .until(() ->
                        home.ask(home.admin, "feed status", Map.of()).content().contains("Attach Files"));

        burst();
        await().atMost(Herald.SOON).until(() -> titles() >= 12);

        assertThat(herald.announcements(home.feed))
                .allSatisfy(message -> assertThat(message.attachments()).isEmpty());
        assertThat(home.ask(home.admin, "feed status", Map.of()).content())
                .contains("Lists are posted without a picture")
                .contains("All is well.");
    }

    @Test
    void aListWhoseAnswerIsLostIsPostedOnceWithItsPicture() {
        herald.discord.nonceMemory(Duration.ofMillis(1));
        DiscordFault fault = herald.discord
                .faults()
                .at(RestFilter.sendsTo(home.feed))
                .times(1)
                .statusAfterTheWork(500);
        burst();
        await().atMost(Herald.SOON).until(() -> titles() >= 12);
        herald.awaitPolls();
        await().atMost(Herald.SOON)
                .until(() -> home.ask(home.admin, "feed status", Map.of())
                        .content()
                        .contains("No announcements are waiting"));

        assertThat(fault.strikes()).isEqualTo(1);
        assertThat(titles()).isEqualTo(12);
    }

    /** How often an achievement of this test is linked in the feed's channel. */
    private long titles() {
        return herald.announcements(home.feed).stream()
                .flatMap(message -> message.embeds().stream())
                .mapToLong(embed -> embed.toString().split("/achievement/", -1).length - 1)
                .sum();
    }
}
