package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.Leaderboards;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Scores on leaderboards, from a sitting to Discord. */
@Execution(ExecutionMode.CONCURRENT)
final class LeaderboardsEndToEndTest {
    /** After the last sign of play. */
    private static final Duration A_QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Herald herald;
    private Leaderboards boards;
    private long speed;
    private long points;
    private long channel;

    @BeforeEach
    void open() {
        herald = new Herald(folder);
        for (String name : List.of("Wren", "Ben")) {
            herald.site.world().addPlayer(name);
        }
        boards = herald.site.world().leaderboards();
        speed = boards.add(herald.game.id(), "Any %", "Be fast", true, Leaderboards.Format.MILLISECS, false)
                .id();
        points = boards.add(herald.game.id(), "High score", "Be high", false).id();
        channel = herald.discord.channels().create(herald.server.id, "scores");
        herald.start();
        herald.server.awaitFeed();
        turnOn();
        herald.server.register(herald.server.ann, "Wren");
        herald.server.register(herald.server.ben, "Ben");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    private void turnOn() {
        Message answer =
                herald.server.ask(herald.server.admin, "feed set", Map.of("channel", channel, "kind", "leaderboards"));
        assertThat(answer.content()).contains("<#" + channel + ">");
    }

    private long reads() {
        return herald.site.secondRequests().entries().stream()
                .map(RequestLog.Entry::method)
                .filter(method -> method.contains("leaderboard-entries"))
                .count();
    }

    /** The player unlocks something, which is announced, and the sitting passes. */
    private void sits(String player) {
        int announced = herald.server.announced().size();
        // Registrations and feeds are dated in whole seconds.
        herald.clock.skip(Duration.ofSeconds(2));
        herald.site
                .world()
                .unlock(player, herald.achievement("No. " + announced + player).id(), true);
        herald.server.awaitAnnounced(announced + 1);
        long before = reads();
        herald.clock.skip(A_QUARTER_OF_AN_HOUR.minusSeconds(20));
        await().atMost(Herald.SOON).until(() -> reads() > before);
    }

    private List<Message> posted() {
        return herald.announcements(channel);
    }

    private void awaitPosted(int count) {
        await().atMost(Herald.SOON).until(() -> posted().size() >= count);
    }

    private static String text(JsonNode embed, String field) {
        return embed.path(field).asText();
    }

    @Test
    void aSittingsScoresAreOneMessageAndOneRequest() {
        boards.submit("Wren", speed, 12_345);
        sits("Wren");
        boards.submit("Wren", speed, 12_000);
        boards.submit("Wren", points, 900);
        sits("Wren");

        awaitPosted(1);
        Message message = posted().get(0);
        assertThat(message.content()).isEqualTo("**Wren** set 2 new leaderboard scores in Lantern Hollow");
        assertThat(message.embeds()).hasSize(2);
        JsonNode best = message.embeds().get(0);
        assertThat(text(best.path("author"), "name")).isEqualTo("Wren");
        assertThat(text(best, "title")).isEqualTo("Any %");
        assertThat(text(best, "url")).endsWith("/leaderboardinfo.php?i=" + speed);
        assertThat(text(best, "description"))
                .isEqualTo("Be fast\nPersonal best: **2\\:00.00**\nRank #1 · was 2\\:03.45 · [Lantern Hollow]("
                        + herald.site.url() + "game/" + herald.game.id() + ")");
        assertThat(text(best.path("thumbnail"), "url")).contains("/Images/");
        assertThat(text(message.embeds().get(1), "description"))
                .contains("Took **first place** with **900**")
                .doesNotContain("was");
        assertThat(reads()).as("requests for two sittings").isEqualTo(2);
        assertThat(posted()).hasSize(1);
    }

    @Test
    void aMemberOvertakenIsNamedAndNobodyIsPinged() {
        boards.submit("Ben", points, 500);
        sits("Ben");
        sits("Wren");
        boards.submit("Wren", points, 600);
        sits("Wren");
        boards.submit("Ben", points, 700);
        sits("Ben");

        awaitPosted(2);
        assertThat(posted().get(0).content())
                .isEqualTo("**Wren** took first place on **High score** in Lantern Hollow with 600");
        assertThat(text(posted().get(0).embeds().get(0).path("footer"), "text")).isEqualTo("Overtook Ben");
        assertThat(text(posted().get(1).embeds().get(0), "description")).contains("was 500");
        assertThat(text(posted().get(1).embeds().get(0).path("footer"), "text")).isEqualTo("Overtook Wren");
        assertThat(posted()).allSatisfy(message -> assertThat(message.content()).doesNotContain("<@"));
    }

    @Test
    void playingWithoutAnUnlockIsASittingAndWhatWasThereBeforeStaysUnsaid() {
        boards.submit("Wren", points, 100);
        awaitSighting();
        herald.clock.skip(A_QUARTER_OF_AN_HOUR);
        await().atMost(Herald.SOON).until(() -> reads() == 1);
        assertThat(posted()).isEmpty();

        boards.submit("Wren", points, 200);
        awaitSighting();
        herald.clock.skip(A_QUARTER_OF_AN_HOUR);

        awaitPosted(1);
        assertThat(text(posted().get(0).embeds().get(0), "description")).contains("Personal best: **200**");
        assertThat(reads()).isEqualTo(2);
    }

    /** Skips to the next look at who is active, which comes after a full minute and then every ten. */
    private void awaitSighting() {
        long before = scans();
        for (int i = 0; i < 11 && scans() == before; i++) {
            long sinceMinute = Math.floorMod(herald.clock.millis(), MINUTE.toMillis());
            herald.clock.skip(MINUTE.plusSeconds(5).minusMillis(sinceMinute));
            long now = scans();
            await().pollDelay(Duration.ofMillis(300)).until(() -> now <= scans());
        }
        assertThat(scans()).isGreaterThan(before);
        // The sign is stored by the next run of the task.
        herald.clock.skip(Duration.ofSeconds(16));
    }

    private long scans() {
        return herald.site.secondRequests().entries().stream()
                .filter(entry -> entry.method().equals("v2/users"))
                .count();
    }

    @Test
    void whateverTheSecondApiAnswersScoresComeLaterAndUnlocksAtOnce() {
        boards.submit("Wren", points, 1);
        sits("Wren");
        long score = 1;
        for (SiteFault fault : Herald.faultsOfTheSecondApi().toList()) {
            boards.submit("Wren", points, ++score);
            int unlocks = herald.server.announced().size();
            herald.clock.skip(Duration.ofSeconds(2));
            herald.site
                    .world()
                    .unlock("Wren", herald.achievement("During " + score).id(), true);
            herald.server.awaitAnnounced(unlocks + 1);
            SiteFaultOrder order = herald.site.secondFaults().order(fault);
            herald.clock.skip(A_QUARTER_OF_AN_HOUR);
            // Once the key is refused, nothing else is asked.
            await().atMost(Herald.SOON).until(() -> order.hits() > 0);
            int posted = (int) score - 2;
            assertThat(posted()).hasSize(posted);

            order.cancel();
            // The pause after a failure is real time.
            herald.restart();
            herald.clock.skip(Duration.ofMinutes(61));
            awaitPosted(posted + 1);
        }

        assertThat(posted())
                .extracting(Message::content)
                .containsExactly(
                        "**Wren** set a personal best on **High score** in Lantern Hollow with 2",
                        "**Wren** set a personal best on **High score** in Lantern Hollow with 3",
                        "**Wren** set a personal best on **High score** in Lantern Hollow with 4",
                        "**Wren** set a personal best on **High score** in Lantern Hollow with 5",
                        "**Wren** set a personal best on **High score** in Lantern Hollow with 6");
    }

    @Test
    void aRestartInASittingAndALostAnswerNeitherLoseNorRepeat() {
        Game other = herald.site.world().addGame("Moss", "NES");
        long rush = boards.add(other.id(), "Rush", "", true).id();
        boards.submit("Wren", rush, 100);
        herald.site
                .world()
                .unlock(
                        "Wren",
                        herald.site
                                .world()
                                .addAchievement(other.id(), "Leaf", "", 5)
                                .id(),
                        true);
        herald.server.awaitAnnounced(1);
        herald.restart();
        herald.clock.skip(A_QUARTER_OF_AN_HOUR);
        await().atMost(Herald.SOON).until(() -> reads() == 1);

        herald.discord.nonceMemory(Duration.ZERO);
        DiscordFault lost =
                herald.discord.faults().at(RestFilter.sendsTo(channel)).times(1).statusAfterTheWork(500);
        boards.submit("Wren", rush, 90);
        herald.clock.skip(Duration.ofSeconds(2));
        herald.site
                .world()
                .unlock(
                        "Wren",
                        herald.site
                                .world()
                                .addAchievement(other.id(), "Twig", "", 5)
                                .id(),
                        true);
        herald.server.awaitAnnounced(2);
        herald.clock.skip(A_QUARTER_OF_AN_HOUR);
        await().atMost(Herald.SOON).until(() -> lost.strikes() == 1);
        herald.restart();
        herald.clock.skip(MINUTE);
        boards.submit("Wren", rush, 80);
        herald.site
                .world()
                .unlock(
                        "Wren",
                        herald.site
                                .world()
                                .addAchievement(other.id(), "Bark", "", 5)
                                .id(),
                        true);
        herald.server.awaitAnnounced(3);
        herald.clock.skip(A_QUARTER_OF_AN_HOUR);

        awaitPosted(2);
        assertThat(posted())
                .extracting(Message::content)
                .containsExactly(
                        "**Wren** set a personal best on **Rush** in Moss with 90",
                        "**Wren** set a personal best on **Rush** in Moss with 80");
    }
}
