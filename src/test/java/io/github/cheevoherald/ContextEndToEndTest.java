package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes with an unlock, through the whole bot, and what happens where the site doesn't give it. */
final class ContextEndToEndTest {
    private Herald herald;
    private Achievement lantern;
    private Achievement moss;

    @BeforeEach
    void registerTwo(@TempDir Path folder) {
        herald = new Herald(folder);
        for (String name : new String[] {"Ana", "Bob", "Cleo", "Dan"}) {
            herald.site.world().addPlayer(name);
        }
        lantern = herald.achievement("Lantern");
        moss = herald.achievement("Moss");
        herald.achievement("Never unlocked");
        herald.site.world().unlock("Cleo", moss.id(), false);
        herald.start();
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
        herald.server.register(herald.server.ben, "Bob");
    }

    @AfterEach
    void stop() {
        herald.close();
    }

    /** The context stored with a player's unlock. */
    private JsonNode context(String player, Achievement achievement) throws Exception {
        try (Connection connection = DriverManager.getConnection(herald.address.url(), herald.address.user(), null);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT payload FROM outbox")) {
            while (rows.next()) {
                JsonNode announcement = new JsonMapper().readTree(rows.getString(1));
                for (JsonNode unlock : announcement.path("unlocks")) {
                    if (announcement.path("player").path("name").asText().equals(player)
                            && unlock.path("achievementId").asLong() == achievement.id()) {
                        return unlock.path("context");
                    }
                }
            }
        }
        throw new AssertionError(player + " isn't announced with " + achievement.title());
    }

    private static SiteFaultOrder spoil(SiteFaults faults, String method, SiteFault fault) {
        return faults.order(ApiFilter.method(method), fault, SiteFaults.ALWAYS);
    }

    @Test
    void anUnlockComesWithProgressRarityAndItsPlaceInTheServer() throws Exception {
        herald.site.world().unlock("Ana", lantern.id(), true);
        herald.server.awaitAnnounced(1);
        herald.site.world().unlock("Bob", lantern.id(), true);
        herald.server.awaitAnnounced(2);
        herald.site.world().unlock("Ana", moss.id(), false);
        herald.server.awaitAnnounced(3);

        assertThat(context("Ana", lantern))
                .hasToString("{\"unlocked\":1,\"total\":3,\"share\":100.0,\"firstHere\":true,\"place\":1}");
        assertThat(context("Bob", lantern))
                .hasToString("{\"unlocked\":1,\"total\":3,\"share\":100.0,\"firstHere\":false,\"place\":2}");
        // The game's rarities are a moment old: then only Cleo had this one, of two players.
        assertThat(context("Ana", moss))
                .hasToString("{\"unlocked\":2,\"total\":3,\"share\":50.0,\"firstHere\":true,\"place\":1}");
        assertThat(herald.server.announced())
                .extracting(card -> card.path("description")
                        .asText()
                        .lines()
                        .skip(1)
                        .toList()
                        .toString()
                        .replace('\u00A0', ' ')
                        .replaceAll("<\\S+>|🎮|🟡|⚪|\\(http\\S+\\)", ""))
                .allSatisfy(lines -> assertThat(lines).contains("**5** points (", "[Lantern Hollow]", "SNES"))
                .satisfiesExactly(
                        ana -> assertThat(ana).contains(" · 100 %, ").endsWith(" · 1 of 3 ▰▰▱▱▱▱▱▱]"),
                        bob -> assertThat(bob).contains(" · 100 %, ").endsWith(" · 1 of 3 ▰▰▱▱▱▱▱▱]"),
                        casual -> assertThat(casual).contains(" · 50 %, ").endsWith(" · 2 of 3 ▰▰▰▰▰▱▱▱]"));
        assertThat(herald.server.announced())
                .extracting(card -> card.path("footer").path("text").asText())
                .containsExactly(
                        "Hardcore · First in this server",
                        "Hardcore · 2nd in this server",
                        "Casual · First in this server");
        assertThat(requests("GetUserProgress")).isEqualTo(3);
        assertThat(herald.site.secondRequests().entries())
                .filteredOn(entry -> entry.method().equals("v2/achievements"))
                .hasSize(1);
    }

    private long requests(String method) {
        return herald.site.requests().entries().stream()
                .filter(entry -> entry.method().contains(method))
                .count();
    }

    @Test
    void aSiteThatDoesNotAnswerForItDelaysTheUnlockALittleAndNobodyElse() throws Exception {
        SiteFaultOrder progress = spoil(herald.site.faults(), "GetUserProgress", SiteFault.of(SiteFault.Kind.HOLD));
        SiteFaultOrder rarity = spoil(herald.site.secondFaults(), "achievements", SiteFault.of(SiteFault.Kind.HOLD));
        try {
            herald.site.world().unlock("Ana", lantern.id(), true);
            await().atMost(Herald.SOON).until(() -> progress.waiting() == 1);
            long begun = herald.clock.millis();
            int polls = herald.polls("Bob");

            await().atMost(Duration.ofSeconds(10)).until(() -> herald.polls("Bob") >= polls + 2);
            assertThat(herald.server.announced()).as("while it waits").isEmpty();
            herald.server.awaitAnnounced(1);

            assertThat(Duration.ofMillis(herald.clock.millis() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(context("Ana", lantern)).hasToString("{\"firstHere\":true,\"place\":1}");
            assertThat(rarity.hits()).isEqualTo(1);
            herald.site.world().unlock("Bob", lantern.id(), true);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> herald.server.announced().size() == 2);
            assertThat(progress.hits())
                    .as("a question that is left alone for a while")
                    .isEqualTo(1);
        } finally {
            progress.release();
            rarity.release();
        }
    }

    @Test
    void withoutTheSecondApiOnlyRarityIsMissing() throws Exception {
        spoil(herald.site.secondFaults(), "achievements", SiteFault.status(500));

        herald.site.world().unlock("Ana", lantern.id(), true);
        herald.server.awaitAnnounced(1);

        assertThat(context("Ana", lantern)).hasToString("{\"unlocked\":1,\"total\":3,\"firstHere\":true,\"place\":1}");
    }

    @Test
    void anEndOfTheBotWhileItWaitsLosesNothingAndRepeatsNothing() {
        SiteFaultOrder progress = spoil(herald.site.faults(), "GetUserProgress", SiteFault.of(SiteFault.Kind.HOLD));
        herald.site.world().unlock("Ana", lantern.id(), true);
        await().atMost(Herald.SOON).until(() -> progress.waiting() == 1);

        herald.stop();
        assertThat(herald.server.announced()).isEmpty();
        progress.release();
        herald.start();
        herald.server.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(herald.server.announcedTitles()).containsExactly("Lantern");
    }
}
