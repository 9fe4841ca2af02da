package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SetWork;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** News of sets, from the site to a channel, through the real thing. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
final class SetsEndToEndTest {
    private static final String PLAYER = "Ana";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Herald herald;
    private SiteWorld world;
    private long channel;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        herald = new Herald(folder);
        world = herald.site.world();
        List.of(PLAYER, "Ben", "Dev", "Eve").forEach(world::addPlayer);
        for (int number = 1; number <= 6; number++) {
            world.unlock(PLAYER, herald.achievement("Number " + number).id(), true);
        }
        channel = herald.discord.channels().create(herald.server.id, "sets");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    /** Starts with the kind on and Ana, who has mastered the game, registered. */
    private void start() {
        herald.start();
        turnOn();
        register(herald.server.ann, PLAYER);
        look();
    }

    private void turnOn() {
        await().atMost(Herald.SOON)
                .until(() -> herald.server
                        .ask(herald.server.admin, "feed set", Map.of("channel", channel, "kind", "sets"))
                        .content()
                        .contains("" + channel));
    }

    /** Registers a player and waits until it is known what they play and requested. */
    private void register(long member, String name) {
        int games = asked("player-games");
        int requests = asked("UserSetRequests");
        herald.server.ask(member, "register", Map.of("username", name));
        await().atMost(Herald.SOON).until(() -> {
            herald.clock.skip(Duration.ofSeconds(8));
            return asked("player-games") > games && asked("UserSetRequests") > requests;
        });
    }

    private int asked(String method) {
        long first = herald.site.requests().entries().stream()
                .filter(entry -> entry.method().contains(method))
                .count();
        long second = herald.site.secondRequests().entries().stream()
                .filter(entry -> entry.method().contains(method))
                .count();
        return (int) (first + second);
    }

    /** Lets a look that begins now pass: once the next one asks, everything of it is recorded. */
    private void look() {
        awaitLook();
        awaitLook();
    }

    /** Time goes slowly here: half an hour after its claim, work is announced without its version. */
    private void awaitLook() {
        int before = asked("claims");
        herald.clock.skip(Duration.ofMinutes(15));
        await().pollInterval(Duration.ofMillis(500)).atMost(Herald.SOON).until(() -> {
            boolean looked = asked("claims") > before;
            herald.clock.skip(looked ? Duration.ZERO : MINUTE);
            return looked;
        });
    }

    private List<Message> news() {
        return herald.announcements(channel);
    }

    /** Under load a look can come to nothing; the next one must be due some time. */
    private List<Message> awaitNews(int count) {
        await().pollInterval(Duration.ofMillis(500)).atMost(Herald.SOON).until(() -> {
            boolean isThere = news().size() >= count;
            herald.clock.skip(isThere ? Duration.ZERO : Duration.ofSeconds(20));
            return isThere;
        });
        return news();
    }

    private JsonNode card(int index) {
        return awaitNews(index + 1).get(index).embeds().get(0);
    }

    private SetWork.Version complete(Game game, String... developers) {
        return world.setWork().complete(game.id(), List.of(developers));
    }

    @Test
    void aNewSetThenARevisionThatMakesAMasteryIncompleteAreAnnouncedOnceEach() {
        complete(world.addGame("Before Everything", "SNES"), "Dev");
        start();
        Game unplayed = world.addGame("Nobody Plays This", "SNES");

        complete(unplayed, "Dev");
        complete(herald.game, "Dev", "Eve");
        look();

        assertThat(awaitNews(1).get(0).content())
                .isEqualTo("New set for **Lantern Hollow**: 6 achievements, 30 points");
        JsonNode added = card(0);
        assertThat(added.path("author").path("name").asText()).isEqualTo("New set");
        assertThat(added.path("title").asText()).isEqualTo("Lantern Hollow");
        assertThat(added.path("url").asText()).endsWith("/game/" + herald.game.id());
        assertThat(added.path("description").asText().replaceFirst("<:snes_[0-9a-f]{8}:\\d+>", "🎮"))
                .isEqualTo(
                        "**6** achievements · **30** points\n🎮 SNES · by **Dev** and **Eve**\nPlayed here by **Ana**");
        assertThat(added.path("thumbnail").path("url").asText()).contains("/Images/");
        assertThat(added.path("thumbnail").path("description").asText()).isEqualTo("Icon of Lantern Hollow");

        herald.achievement("Number 7");
        complete(herald.game, "Eve");
        look();
        JsonNode revised = card(1);
        assertThat(revised.path("author").path("name").asText()).isEqualTo("Revised set");
        assertThat(revised.path("description").asText())
                .contains("**1** added (5 points) · now **7**", "No longer complete for **Ana**");

        herald.restart();
        look();
        assertThat(news()).hasSize(2);
    }

    @Test
    void aRequestedSetASubsetAndAnAdditionWithoutAClaimAreAnnounced() {
        Game wish = world.addGame("Wish", "SNES");
        world.addAchievement(wish.id(), "First", "Do it", 10);
        world.setWork().request("Ben", wish.id());
        Game bonus = world.addGame("Lantern Hollow [Subset - Bonus]", "SNES");
        world.addAchievement(bonus.id(), "Extra", "Do it", 25);
        SetWork.Version unused = world.setWork().publish(herald.game.id(), true);
        start();
        register(herald.server.ben, "Ben");

        complete(wish, "Dev");
        look();
        assertThat(card(0).path("description").asText())
                .contains("Requested by **Ben**")
                .doesNotContain("Played");

        complete(bonus, "Dev");
        look();
        assertThat(card(1).path("title").asText()).isEqualTo("Bonus · Lantern Hollow");
        assertThat(card(1).path("description").asText()).contains("**25** points", "Played here by **Ana**");

        herald.achievement("Number 7");
        SetWork.Version changed = world.setWork().publish(herald.game.id(), true);
        herald.clock.skip(Duration.ofHours(1));
        look();
        assertThat(changed.number()).isEqualTo(2);
        assertThat(card(2).path("author").path("name").asText()).isEqualTo("Set changed");
        assertThat(card(2).path("description").asText()).contains("**1** added", "No longer complete for **Ana**");
        assertThat(news()).hasSize(3);
    }

    @Test
    void theKindAloneMakesNobodyPolledAndWhoUnregisteredIsNotNamed() {
        start();
        register(herald.server.ben, "Ben");
        world.unlock("Ben", herald.achievement("Number 7").id(), true);
        assertThat(herald.polls()).isZero();
        DiscordFault outage =
                herald.discord.faults().at(RestFilter.sendsTo(channel)).status(500);
        complete(herald.game, "Dev");
        look();
        await().atMost(Herald.SOON).until(() -> outage.strikes() > 0);

        herald.server.ask(herald.server.ann, "unregister", Map.of());
        outage.end();
        look();
        herald.clock.skip(Duration.ofMinutes(10));
        look();

        assertThat(news()).isEmpty();
        assertThat(herald.polls()).isZero();
    }

    @Test
    void aPostWhoseAnswerIsLostIsFoundInTheChannel() {
        start();
        herald.discord.nonceMemory(Duration.ZERO);
        DiscordFault fault =
                herald.discord.faults().at(RestFilter.sendsTo(channel)).times(1).statusAfterTheWork(500);
        complete(herald.game, "Dev");
        look();
        await().atMost(Herald.SOON).until(() -> fault.strikes() == 1);

        herald.restart();
        herald.clock.skip(Duration.ofMinutes(2));
        look();

        assertThat(news()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.cheevoherald.Herald#faultsOfTheSecondApi")
    void whileTheSecondApiFailsUnlocksGoOnAndTheNewsComeLaterOnce(SiteFault trouble) {
        start();
        herald.server.awaitFeed();
        herald.awaitPolls();
        herald.site.secondFaults().order(trouble);
        complete(herald.game, "Dev");
        herald.clock.skip(Duration.ofMinutes(15));
        world.unlock(PLAYER, herald.achievement("Meanwhile").id(), true);
        herald.server.awaitAnnounced(1);
        assertThat(news()).isEmpty();

        herald.site.secondFaults().clear();
        herald.restart();
        look();

        assertThat(awaitNews(1)).hasSize(1);
        assertThat(herald.server.announcedTitles()).containsExactly("Meanwhile");
    }
}
