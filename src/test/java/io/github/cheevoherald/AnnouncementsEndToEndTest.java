package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.SiteFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From an unlock on the site to a message in a channel, through the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
final class AnnouncementsEndToEndTest {
    private static final Pattern LINK = Pattern.compile("/achievement/(\\d+)");

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
        herald.site.faults().clear();
        player = "Player" + ++players;
        herald.site.world().addPlayer(player);
        home = herald.new Server("Server " + players);
        home.awaitFeed();
        home.register(home.ann, player);
    }

    @AfterEach
    void everyRequestIsAsDiscordDescribesIt() {
        if (OpenApiCheck.available()) {
            OpenApiCheck.verify(herald.discord.wire());
        }
    }

    private Instant justNow() {
        return herald.site.world().now().truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void anUnlockIsAnnouncedWithEverythingPeopleWantToSee() {
        Achievement achievement = herald.site
                .world()
                .updateAchievement(
                        herald.achievement("Moth *to* the _Flame_").id(), it -> it.withType("win_condition"));
        Instant date = justNow();
        herald.site.world().unlock(player, achievement.id(), true, date, date);

        String site = herald.site.url().toString();
        // The game is beaten with it, and that award may be announced first.
        JsonNode embed = await().atMost(Herald.SOON)
                .until(
                        () -> home.announced().stream()
                                .filter(one -> one.path("url").asText().startsWith(site + "achievement/"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(embed.path("url").asText()).isEqualTo(site + "achievement/" + achievement.id());
        assertThat(embed.path("title").asText()).isEqualTo("Moth \\*to\\* the \\_Flame\\_");
        assertThat(embed.path("thumbnail").path("url").asText()).startsWith(site + "Badge/");
        assertThat(embed.path("thumbnail").path("description").asText()).isEqualTo("Badge of Moth *to* the _Flame_");
        assertThat(Instant.parse(embed.path("timestamp").asText())).isEqualTo(date);
        assertThat(embed.path("author").path("name").asText()).isEqualTo(player);
        assertThat(embed.path("author").path("url").asText()).isEqualTo(site + "user/" + player);
        assertThat(embed.path("author").path("icon_url").asText()).startsWith(site + "UserPic/");
        assertThat(embed.path("footer").path("text").asText())
                .startsWith("Hardcore · ")
                .contains("Win condition");
        assertThat(herald.announcements(home.feed))
                .extracting(Message::content)
                .anyMatch(content -> content.startsWith(
                        "**" + player + "** unlocked **Moth \\*to\\* the \\_Flame\\_** in Lantern Hollow"));
        assertThat(embed.toString())
                .contains("Do what it says", "Lantern Hollow", "/game/" + herald.game.id(), "SNES", "Hardcore");
    }

    @Test
    void unlocksBeforeTheRegistrationAreNotAnnounced() {
        String veteran = player + "old";
        herald.site.world().addPlayer(veteran);
        Achievement before = herald.achievement("Before");
        Achievement after = herald.achievement("After");
        herald.site.world().unlock(veteran, before.id(), true, justNow().minusSeconds(3600), justNow());

        home.register(home.ben, veteran);
        herald.site.world().unlock(veteran, after.id(), true);
        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("After");
    }

    @Test
    void anUnlockAppearsOnceInEachOfTwoServers() {
        Herald.Server away = herald.new Server("Away " + players);
        away.awaitFeed();
        away.register(away.ben, player);

        herald.site.world().unlock(player, herald.achievement("Shared").id(), true);
        home.awaitAnnounced(1);
        away.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Shared");
        assertThat(away.announcedTitles()).containsExactly("Shared");
    }

    @Test
    void anUpgradeIsAnnouncedAsOne() {
        Achievement achievement = herald.achievement("Twice");
        herald.site.world().unlock(player, achievement.id(), false, justNow().minusSeconds(5), justNow());
        home.awaitAnnounced(1);

        herald.site.world().upgrade(player, achievement.id());
        home.awaitAnnounced(2);

        assertThat(home.announced().get(1).toString()).containsIgnoringCase("upgrade");
    }

    @Test
    void anUnlockFromOfflinePlayIsAnnouncedAsLate() {
        Instant threeDaysAgo = justNow().minus(3, ChronoUnit.DAYS);
        herald.site.world().unlock(player, herald.achievement("Offline").id(), true, threeDaysAgo, justNow());

        home.awaitAnnounced(1);

        JsonNode embed = home.announced().get(0);
        assertThat(Instant.parse(embed.path("timestamp").asText())).isEqualTo(threeDaysAgo);
        assertThat(embed.toString()).containsIgnoringCase("late");
    }

    @Test
    void anEventsTwinIsNotAnnouncedAgain() {
        long event =
                herald.site.world().addGame("Achievement of the Week", "Events").id();
        long twin = herald.site
                .world()
                .addAchievement(event, "Week 7", "As it says", 1)
                .id();
        Achievement achievement = herald.achievement("Original");
        herald.site.world().unlock(player, achievement.id(), true);
        herald.site.world().twin(player, achievement.id(), twin, justNow());

        home.awaitAnnounced(1);
        herald.awaitPolls();
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Original");
    }

    @Test
    void aBurstOfThirtySevenBecomesAListOfAllOfThem() {
        for (int i = 0; i < 40; i++) {
            herald.achievement("Burst " + i);
        }
        List<Long> unlocked = herald.site.world().burst(player, herald.game.id(), 37, true).stream()
                .map(unlock -> unlock.achievementId())
                .toList();

        await().atMost(Herald.SOON).until(() -> announcedIds(home).size() >= 37);
        herald.awaitPolls();

        assertThat(announcedIds(home)).containsExactlyInAnyOrderElementsOf(unlocked);
    }

    @Test
    void sixHundredUnlocksInOneWindowAreAllNamedOnce() {
        long many = herald.site.world().addGame("Six Hundred", "PC Engine").id();
        List<Long> unlocked = new ArrayList<>();
        Instant start = justNow().minusSeconds(300);
        for (int i = 0; i < 600; i++) {
            unlocked.add(herald.site
                    .world()
                    .addAchievement(many, "Step " + i, "Go on", 1)
                    .id());
        }
        for (int i = 0; i < 600; i++) {
            Instant date = start.plusSeconds(i / 3);
            herald.site.world().unlock(player, unlocked.get(i), true, date, justNow());
        }

        // More than five lists a minute would flood the channel.
        await().atMost(Herald.SOON).until(() -> {
            herald.clock.skip(Duration.ofSeconds(6));
            return new TreeSet<>(announcedIds(home)).size() >= 600;
        });
        herald.awaitPolls();

        assertThat(announcedIds(home)).containsExactlyInAnyOrderElementsOf(unlocked);
    }

    @Test
    void aRestartInBetweenNeitherLosesNorRepeats() {
        Achievement first = herald.achievement("First");
        Achievement second = herald.achievement("Second");
        herald.site.world().unlock(player, first.id(), true);
        home.awaitAnnounced(1);

        herald.stop();
        herald.site.world().unlock(player, second.id(), true);
        herald.start();
        home.awaitAnnounced(2);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("First", "Second");
    }

    @Test
    void aDeadChannelStopsNobodyElseAndAnotherChannelFixesIt() {
        Herald.Server away = herald.new Server("Away " + players);
        away.awaitFeed();
        away.register(away.ben, player);
        herald.discord.channels().delete(home.feed);

        herald.site.world().unlock(player, herald.achievement("Heard").id(), true);
        away.awaitAnnounced(1);
        await().atMost(Herald.SOON)
                .until(() ->
                        home.ask(home.admin, "feed status", Map.of()).content().contains("exist"));
        home.ask(home.admin, "feed set", Map.of("channel", home.general));
        await().atMost(Herald.SOON).until(() -> announcedIn(home.general).size() == 1);

        assertThat(away.announcedTitles()).containsExactly("Heard");
    }

    @Test
    void aCutBeforeOrAfterTheWorkNeitherLosesNorRepeats() {
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).times(1).cutAfterTheWork();
        herald.site.world().unlock(player, herald.achievement("Cut after").id(), true);
        home.awaitAnnounced(1);
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).times(1).cutBeforeTheWork();
        herald.site.world().unlock(player, herald.achievement("Cut before").id(), true);
        home.awaitAnnounced(2);
        herald.discord.faults().at(RestFilter.sendsTo(home.feed)).times(1).statusAfterTheWork(500);
        herald.site.world().unlock(player, herald.achievement("Error after").id(), true);
        home.awaitAnnounced(3);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Cut after", "Cut before", "Error after");
    }

    @Test
    void hostileTextIsShownLiterallyAndPingsNobody() {
        Achievement hostile = herald.site
                .world()
                .addAchievement(
                        herald.game.id(),
                        "@everyone <@&1> \u202Eevil [x](http://evil) `code",
                        "**bold** " + "\uD83D\uDC7E".repeat(30_000),
                        5);
        herald.site.world().unlock(player, hostile.id(), true);

        home.awaitAnnounced(1);

        Message message = herald.announcements(home.feed).get(0);
        assertThat(message.pings()).isFalse();
        assertThat(message.content())
                .startsWith("**" + player + "** unlocked ")
                .doesNotContain("http://", "\u202E")
                .doesNotContainPattern("(?<!\\\\)[<@`]");
        assertThat(home.announcedTitles().get(0)).doesNotContain("\u202E").contains("\\[x\\]");
    }

    @Test
    void aSiteThatSendsNonsenseForAWhileLosesNothing() {
        herald.site.faults().order(SiteFault.answer(200, "<html>maintenance</html>"));
        herald.site.world().unlock(player, herald.achievement("Through").id(), true);
        int before = herald.polls();
        await().atMost(Herald.SOON).until(() -> herald.polls() > before + 1);

        herald.site.faults().clear();
        home.awaitAnnounced(1);

        assertThat(home.announcedTitles()).containsExactly("Through");
    }

    private List<JsonNode> announcedIn(long channel) {
        return herald.announcements(channel).stream()
                .flatMap(message -> message.embeds().stream())
                .filter(embed -> embed.path("url").asText().contains("/achievement/"))
                .toList();
    }

    /** The achievements that a server's feed links to. */
    private List<Long> announcedIds(Herald.Server server) {
        List<Long> ids = new ArrayList<>();
        for (Message message : herald.announcements(server.feed)) {
            Matcher links = LINK.matcher(message.content() + message.embeds());
            while (links.find()) {
                ids.add(Long.valueOf(links.group(1)));
            }
        }
        return ids;
    }

    @Test
    void aClosedGatewayLosesNothing() {
        herald.discord.gateway().close(4000);
        herald.site.world().unlock(player, herald.achievement("Resumed").id(), true);

        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Resumed");
    }
}
