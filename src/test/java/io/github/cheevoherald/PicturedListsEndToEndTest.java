package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.discord.StoredFile;
import io.github.cheevoherald.sandbox.site.Achievement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists and their pictures of badges, through the whole bot. */
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

    /** Twelve at once, of a game of their own that has one more. */
    private void burst() {
        assertThat(herald.site.world().burst(player, game(13), 12, true)).hasSize(12);
    }

    private long game(int achievements) {
        long game = herald.site.world().addGame("Lantern Hollow", "SNES").id();
        for (int i = 1; i <= achievements; i++) {
            herald.site.world().addAchievement(game, "Burst " + i, "Do what it says", 5);
        }
        return game;
    }

    /** Makes sure of all that is said of a list's lines: each under a game and a day, which stand once. */
    private static List<String> lines(Message list) {
        List<String> lines =
                list.embeds().get(0).path("description").asText().lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("**")))
                .doesNotHaveDuplicates()
                .allMatch(line ->
                        line.matches("\\*\\*\\[Lantern Hollow]\\(\\S+/game/\\d+\\)\\*\\* · \\S+ SNES · <t:\\d+:D>"));
        return lines.stream().filter(line -> !line.startsWith("**")).toList();
    }

    private void awaitStatus(String words) {
        await().atMost(Herald.SOON)
                .until(() ->
                        home.ask(home.admin, "feed status", Map.of()).content().contains(words));
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
        assertThat(list.embeds().get(0).path("title").asText()).isEqualTo("12 unlocks · 60 points · Hardcore");
        assertThat(lines(list))
                .hasSize(12)
                .allMatch(line -> line.matches(
                        "<t:\\d+:t> \\[Burst \\d+]\\(\\S+/achievement/\\d+\\) · 5 \\(\\d+\\)( · first here)?"));
    }

    @Test
    void aListThatCompletesASetSaysSoAndTellsHardcoreFromCasual() {
        List<Achievement> set = herald.site.world().achievements(game(12));
        Instant soon = herald.site.world().now().plusSeconds(2);
        for (int i = 0; i < set.size(); i++) {
            herald.site.world().unlock(player, set.get(i).id(), i < 10, soon.minusSeconds(20 - i), soon);
        }

        Message list = awaitMessage();

        assertThat(list.content()).endsWith(" (60 points) in Lantern Hollow, completing the set");
        assertThat(list.embeds().get(0).path("title").asText())
                .isEqualTo("12 unlocks · 60 points · 10 hardcore, 2 casual");
        assertThat(lines(list)).filteredOn(line -> line.contains("Casual")).hasSize(2);
        assertThat(lines(list)).last().asString().isEqualTo("🏁 Set complete");
    }

    @Test
    void aFewUnlocksOfOneGameNameItOnce() {
        herald.site.world().burst(player, game(4), 3, true);

        Message cards = awaitMessage();

        assertThat(cards.embeds())
                .extracting(embed -> embed.toString().contains("Lantern Hollow"))
                .containsExactly(true, false, false);
        assertThat(cards.content())
                .isEqualTo("**" + player + "** unlocked **3 achievements** (15 points) in Lantern Hollow");
    }

    @Test
    void theBacklogOfTwoPlayersNamesTheirGameOnceAndEachOfThem() {
        String other = player + "too";
        herald.site.world().addPlayer(other);
        home.register(home.ben, other);
        herald.discord.channels().denyBot(home.feed, Permission.SEND_MESSAGES);
        Instant before = herald.site.world().now().minusSeconds(60);
        herald.site.world().unlock(player, herald.achievement("First").id(), true, before, before);
        awaitStatus("1 announcement is waiting");
        long game = game(13);
        herald.site.world().burst(player, game, 6, true);
        herald.site.world().burst(other, game, 6, true);
        awaitStatus("3 announcements are waiting");

        herald.discord.channels().allowBot(home.feed, Permission.SEND_MESSAGES);
        home.feedHere();
        await().atMost(Herald.SOON).until(() -> titles() >= 13);

        List<Message> messages = herald.announcements(home.feed);
        Message list = messages.get(messages.size() - 1);
        assertThat(list.content())
                .startsWith("**12 unlocks** (60 points) by **" + player)
                .contains(" and **" + player)
                .endsWith("** in Lantern Hollow");
        assertThat(lines(list)).hasSize(12).noneMatch(line -> line.contains("Lantern Hollow"));
        assertThat(lines(list))
                .filteredOn(line -> line.contains("[" + other + "]("))
                .hasSize(6);
        assertThat(list.attachments()).hasSize(1);
    }

    @Test
    void aMediaHostThatDoesNotAnswerCostsThePictureAndAFewSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            herald.mediaFrom(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"));
            herald.restart();
            long begun = herald.clock.millis();
            burst();

            Message list = awaitMessage();

            assertThat(Duration.ofMillis(herald.clock.millis() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(lines(list)).hasSize(12);
            assertThat(list.attachments()).isEmpty();
        } finally {
            herald.mediaFrom(herald.site.url());
            herald.restart();
        }
    }

    @Test
    void withoutAttachFilesTheListGoesOutWithoutItsPicture() {
        herald.discord.channels().denyBot(home.feed, Permission.ATTACH_FILES);
        awaitStatus("Attach Files");

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
        awaitStatus("No announcements are waiting");

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
