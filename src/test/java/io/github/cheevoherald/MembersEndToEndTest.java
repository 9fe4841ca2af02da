package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Members who leave, come back or unregister, through the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
final class MembersEndToEndTest {
    private static final RestFilter MEMBERS = RestFilter.request("GET", "/guilds/\\d+/members/\\d+");

    private Herald herald;
    private Herald.Server home;
    private String ann;
    private String ben;
    private int servers;

    @BeforeAll
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
    }

    @AfterAll
    void close() {
        herald.close();
    }

    @BeforeEach
    void registerTwoMembersOfAFreshServer() {
        herald.discord.faults().clear();
        servers++;
        ann = "Ann" + servers;
        ben = "Ben" + servers;
        herald.site.world().addPlayer(ann);
        herald.site.world().addPlayer(ben);
        home = herald.new Server("Server " + servers);
        home.awaitFeed();
        home.register(home.ann, ann);
        home.register(home.ben, ben);
    }

    @AfterEach
    void everyRequestIsAsDiscordDescribesIt() {
        if (OpenApiCheck.available()) {
            OpenApiCheck.verify(herald.discord.wire());
        }
    }

    private void unlock(String player, String title) {
        herald.site.world().unlock(player, herald.achievement(title).id(), true);
    }

    @Test
    void aMemberWhoLeftIsOnlyAnnouncedElsewhere() {
        Herald.Server away = herald.new Server("Away " + servers);
        away.awaitFeed();
        away.register(away.ann, ann);

        herald.discord.world().leave(home.id, home.ann);
        unlock(ann, "Of one who left");
        away.awaitAnnounced(1);
        unlock(ben, "Of one who is there");
        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Of one who is there");
        assertThat(away.announcedTitles()).containsExactly("Of one who left");
        assertThat(home.ask(home.ben, "players", Map.of()).embeds().get(0).toString())
                .contains(ann, "left this server");
    }

    @Test
    void aReturningMemberIsAnnouncedAfterAnyCommandWithoutTheirAbsence() {
        herald.discord.world().leave(home.id, home.ann);
        unlock(ann, "Noticed by this one");
        awaitLeft();
        unlock(ann, "While away");

        herald.discord.world().join(home.id, home.ann);
        herald.clock.skip(Duration.ofSeconds(2));
        home.ask(home.ann, "help", Map.of());
        herald.awaitPolls();
        unlock(ann, "Back again");
        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Back again");
    }

    @Test
    void everythingIsAnnouncedWhileDiscordDoesNotSayWhoIsAMember() {
        herald.discord.world().leave(home.id, home.ann);
        herald.discord.faults().at(MEMBERS).status(500);
        unlock(ann, "Who knows");
        home.awaitAnnounced(1);

        assertThat(home.announcedTitles()).containsExactly("Who knows");
    }

    @Test
    void aDeletedAccountEndsItsRegistration() {
        herald.discord.world().deleteUser(home.ann);
        unlock(ann, "Of nobody");

        await().atMost(Herald.SOON)
                .until(() -> !home.ask(home.ben, "players", Map.of())
                        .embeds()
                        .get(0)
                        .toString()
                        .contains(ann));
        assertThat(home.announced()).isEmpty();
    }

    @Test
    void oneAnswerAboutAMemberIsGoodForAnHour() {
        int before = asked();
        for (int i = 1; i <= 3; i++) {
            unlock(ann, "Number " + i);
            home.awaitAnnounced(i);
        }

        assertThat(asked() - before).isEqualTo(1);
    }

    private int asked() {
        return (int) herald.discord.wire().entries().stream()
                .filter(entry -> entry.path().matches(".*/guilds/\\d+/members/\\d+"))
                .count();
    }

    @Test
    void aMembersWaitingUnlocksAreNotPostedOnceTheyUnregister() {
        whileNothingGoesThrough(() -> {
            unlock(ann, "Of one who unregisters");
            unlock(ben, "Of one who stays");
            awaitWaiting(2);
            home.ask(home.ann, "unregister", Map.of());
        });

        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Of one who stays");
    }

    @Test
    void aReplacedPlayersWaitingUnlocksAreNotPosted() {
        String second = "Second" + servers;
        herald.site.world().addPlayer(second);
        whileNothingGoesThrough(() -> {
            unlock(ann, "Of the first player");
            awaitWaiting(1);
            home.ask(home.ann, "register", Map.of("username", second));
            unlock(ben, "Of another member");
            awaitWaiting(1);
        });

        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Of another member");
    }

    @Test
    void aSummaryIsPostedWithoutAMemberWhomAnAdminUnregistered() {
        whileNothingGoesThrough(() -> {
            for (int i = 0; i < 8; i++) {
                unlock(ann, "Hers " + i);
                unlock(ben, "His " + i);
            }
            awaitWaiting(16);
            home.ask(home.admin, "unregister", Map.of("player", ann));
        });

        await().atMost(Herald.SOON).until(() -> posted().contains("His 7"));
        herald.awaitPolls();

        assertThat(posted()).contains("His 0", "His 7").doesNotContain("Hers", ann);
    }

    private String posted() {
        return herald.announcements(home.feed).toString();
    }

    private void whileNothingGoesThrough(Runnable what) {
        herald.discord.channels().deny(home.feed, herald.discord.world().botId(), Permission.SEND_MESSAGES);
        what.run();
        herald.discord.channels().allow(home.feed, herald.discord.world().botId(), Permission.SEND_MESSAGES);
        home.ask(home.admin, "feed set", Map.of("channel", home.feed));
    }

    private void awaitWaiting(int unlocks) {
        await().atMost(Herald.SOON)
                .until(() -> home.ask(home.admin, "feed status", Map.of())
                        .content()
                        .contains(unlocks == 1 ? "1 announcement is waiting" : unlocks + " announcements are waiting"));
    }

    private void awaitLeft() {
        await().atMost(Herald.SOON)
                .until(() -> List.of(home.ask(home.ben, "players", Map.of()).embeds())
                        .toString()
                        .contains("left this server"));
    }
}
