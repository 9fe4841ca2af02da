package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.privacy.ForgottenList;
import io.github.cheevoherald.sandbox.discord.Choice;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.PersonalTraces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** {@code /privacy}, through the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
final class PrivacyEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Herald herald;
    private DatabaseAddress address;
    private Herald.Server home;
    private String ann;
    private String ben;
    private int servers;

    @BeforeAll
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
        address = herald.address;
    }

    @AfterAll
    void close() throws IOException {
        herald.close();
        // On PostgreSQL the list has no database's file to be beside.
        Files.deleteIfExists(address.fileFor(ForgottenList.NAME));
    }

    @BeforeEach
    void registerTwoMembersOfAFreshServer() {
        servers++;
        ann = "Anna" + servers;
        ben = "Benn" + servers;
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

    private void unlockIn(Game game, String player, String title) {
        long id =
                herald.site.world().addAchievement(game.id(), title, "Do it", 5).id();
        herald.site.world().unlock(player, id, true);
    }

    private String privately(long user, String command, Map<String, ?> options) {
        Message answer = home.ask(user, command, options);
        assertThat(answer.ephemeral()).isTrue();
        return answer.content();
    }

    @Test
    void nothingIsAnnouncedOfAMemberWhoPausedAndNothingOfThatTimeOnceTheyResume() {
        assertThat(privately(home.ann, "privacy pause", Map.of())).contains("Paused");
        assertThat(privately(home.ann, "privacy pause", Map.of())).contains("already");
        unlock(ann, "While paused");
        unlock(ben, "Of another");
        home.awaitAnnounced(1);
        assertThat(home.ask(home.ben, "players", Map.of()).embeds().get(0).toString())
                .contains("paused by the member");

        herald.clock.skip(Duration.ofSeconds(2));
        assertThat(privately(home.ann, "privacy resume", Map.of())).contains("From now on");
        herald.clock.skip(Duration.ofSeconds(2));
        herald.awaitPolls();
        unlock(ann, "Resumed");
        home.awaitAnnounced(2);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Of another", "Resumed");
        assertThat(privately(home.ann, "privacy resume", Map.of())).contains("nothing to do");
    }

    @Test
    void aPauseHoldsUntilTheMemberEndsItWhoeverRegistersThem() {
        privately(home.ann, "privacy pause", Map.of());
        home.ask(home.admin, "unregister", Map.of("member", home.ann));
        assertThat(privately(home.admin, "register", Map.of("username", ann, "member", home.ann)))
                .contains("They've paused announcements")
                .doesNotContain("will be announced");
        assertThat(privately(home.ann, "register", Map.of("username", ann)))
                .contains("You've paused announcements", "/privacy resume");
        unlock(ann, "While paused");
        unlock(ben, "Of another");
        home.awaitAnnounced(1);
        herald.awaitPolls();

        herald.clock.skip(Duration.ofSeconds(2));
        privately(home.ann, "privacy resume", Map.of());
        herald.clock.skip(Duration.ofSeconds(2));
        herald.awaitPolls();
        unlock(ann, "Resumed");
        home.awaitAnnounced(2);

        assertThat(home.announcedTitles()).containsExactly("Of another", "Resumed");
    }

    @Test
    void whoNobodyElseWantsIsNotPolledWhilePaused() {
        privately(home.ann, "privacy pause", Map.of());
        herald.awaitPolls();
        int before = herald.polls(ann);
        herald.awaitPolls();
        herald.awaitPolls();

        assertThat(herald.polls(ann)).isEqualTo(before);
    }

    @Test
    void whatWaitsIsTakenOutByPausingAndByHiding() {
        Game other = herald.site.world().addGame("Clockwork Garden " + servers, "SNES");
        whileNothingGoesThrough(() -> {
            unlockIn(other, ann, "Hidden at the last moment");
            unlock(ann, "Of another game");
            unlock(ben, "Of one who pauses");
            await().atMost(Herald.SOON).until(() -> isWaiting(3));
            privately(home.ann, "privacy hide", Map.of("game", "Clockwork Garden " + servers));
            privately(home.ben, "privacy pause", Map.of());
        });
        home.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactly("Of another game");
    }

    @Test
    void nothingIsAnnouncedOfAHiddenGameAndNothingOfThatTimeOnceItIsShown() {
        Game secret = herald.site.world().addGame("Secret Quest " + servers, "SNES");
        unlockIn(secret, ann, "Before");
        home.awaitAnnounced(1);
        List<Choice> offered = choices("privacy hide", "quest");
        assertThat(offered).extracting(Choice::name).containsExactly("Secret Quest " + servers);

        assertThat(privately(
                        home.ann,
                        "privacy hide",
                        Map.of("game", offered.get(0).value().asText())))
                .contains("Secret Quest");
        unlockIn(secret, ann, "Hidden");
        unlockIn(secret, ben, "Of another member");
        unlock(ann, "Of another game");
        home.awaitAnnounced(3);
        herald.awaitPolls();
        assertThat(choices("privacy unhide", "")).extracting(Choice::name).containsExactly("Secret Quest " + servers);
        herald.clock.skip(Duration.ofSeconds(2));
        assertThat(privately(home.ann, "privacy unhide", Map.of("game", "secret quest " + servers)))
                .contains("From now on");
        herald.clock.skip(Duration.ofSeconds(2));
        unlockIn(secret, ann, "Shown again");
        home.awaitAnnounced(4);
        herald.awaitPolls();

        assertThat(home.announcedTitles())
                .containsExactlyInAnyOrder("Before", "Of another member", "Of another game", "Shown again");
    }

    @Test
    void wrongInputIsExplained() {
        long stranger = herald.discord.world().createMember(home.id, "Stranger");

        assertThat(privately(stranger, "privacy pause", Map.of())).contains("not registered");
        assertThat(privately(stranger, "privacy resume", Map.of())).contains("not registered");
        assertThat(privately(stranger, "privacy hide", Map.of("game", "5"))).contains("not registered");
        assertThat(privately(home.ann, "privacy hide", Map.of("game", "whatever")))
                .contains("which game");
        assertThat(privately(home.ann, "privacy unhide", Map.of("game", "5"))).contains("aren't hiding");
        assertThat(privately(stranger, "privacy forget", Map.of())).contains("don't store anything");
    }

    private List<Choice> choices(String command, String typed) {
        return herald.discord
                .interactions()
                .autocomplete(home.general, home.ann, command, "game", typed, Map.of())
                .awaitChoices(Herald.SOON);
    }

    @Test
    void theExportIsAPrivateFileWithEverythingOfAllServersAndOfNobodyElse() throws IOException {
        Herald.Server away = herald.new Server("Away " + servers);
        away.awaitFeed();
        herald.discord.world().join(away.id, home.ann);
        away.ask(home.ann, "register", Map.of("username", ann));
        unlock(ann, "Exported");
        unlock(ben, "Of another");
        home.awaitAnnounced(2);
        privately(home.ann, "privacy hide", Map.of("game", Long.toString(herald.game.id())));

        Message answer = home.ask(home.ann, "privacy export", Map.of());

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.attachments()).hasSize(1);
        long file = answer.attachments().get(0).path("id").asLong();
        byte[] bytes = herald.discord.file(file).orElseThrow().bytes();
        JsonNode tables = JSON.readTree(bytes).path("tables");
        assertThat(tables.path("registrations").findValuesAsText("member_id"))
                .contains(Long.toString(home.ann))
                .containsOnly(Long.toString(home.ann));
        assertThat(tables.path("players").findValuesAsText("name")).containsExactly(ann);
        assertThat(tables.path("ledger")).hasSize(1);
        assertThat(tables.path("silences").findValuesAsText("game_id"))
                .containsExactly(Long.toString(herald.game.id()));
        assertThat(tables.path("outbox").findValuesAsText("title")).contains("Exported");
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .doesNotContain(ben)
                .doesNotContain(Long.toString(home.ben))
                .doesNotContain("Of another");
    }

    @Test
    void whoIsForgottenLeavesNoTraceAndBeginsAnew() {
        unlock(ann, "Announced");
        unlock(ben, "Of another");
        home.awaitAnnounced(2);
        whileNothingGoesThrough(() -> {
            unlock(ann, "Waiting");
            await().atMost(Herald.SOON).until(() -> isWaiting(1));
            assertThat(privately(home.ann, "privacy forget", Map.of())).contains("forgotten");
        });
        String ulid = herald.site.world().player(ann).orElseThrow().ulid();

        assertThat(PersonalTraces.in(herald.dataSource(), Long.toString(home.ann), ann, ulid))
                .isEmpty();
        assertThat(PersonalTraces.in(herald.dataSource(), ben)).isNotEmpty();

        herald.clock.skip(Duration.ofSeconds(2));
        home.register(home.ann, ann);
        herald.clock.skip(Duration.ofSeconds(2));
        unlock(ann, "Registered again");
        home.awaitAnnounced(3);
        herald.awaitPolls();

        assertThat(home.announcedTitles()).containsExactlyInAnyOrder("Announced", "Of another", "Registered again");
    }

    @Test
    void whoIsForgottenAfterTheyUnregisteredOrChangedTheirNameLeavesNoTrace() {
        String second = "Second" + servers;
        herald.site.world().addPlayer(second);
        unlock(ann, "Announced");
        home.awaitAnnounced(1);
        home.ask(home.ann, "register", Map.of("username", second));
        home.ask(home.ann, "unregister", Map.of());

        assertThat(privately(home.ann, "privacy forget", Map.of())).contains("forgotten");

        assertThat(PersonalTraces.in(herald.dataSource(), Long.toString(home.ann), ann, second))
                .isEmpty();
    }

    @Test
    void aPlayerWhomAnotherMemberHasStaysTheirs() {
        Herald.Server away = herald.new Server("Away " + servers);
        away.awaitFeed();
        away.register(away.ben, ann);
        unlock(ann, "Before");
        home.awaitAnnounced(1);
        away.awaitAnnounced(1);

        assertThat(privately(home.ann, "privacy forget", Map.of())).contains("forgotten");
        unlock(ann, "Afterwards");
        away.awaitAnnounced(2);
        herald.awaitPolls();

        assertThat(away.announcedTitles()).containsExactly("Before", "Afterwards");
        assertThat(home.announcedTitles()).containsExactly("Before");
        assertThat(PersonalTraces.in(herald.dataSource(), Long.toString(home.ann)))
                .isEmpty();
    }

    private boolean isWaiting(int count) {
        return home.ask(home.admin, "feed status", Map.of())
                .content()
                .contains(count == 1 ? "1 announcement is waiting" : count + " announcements are waiting");
    }

    private void whileNothingGoesThrough(Runnable what) {
        long bot = herald.discord.world().botId();
        herald.discord.channels().deny(home.feed, bot, Permission.SEND_MESSAGES);
        what.run();
        herald.discord.channels().allow(home.feed, bot, Permission.SEND_MESSAGES);
        home.ask(home.admin, "feed set", Map.of("channel", home.feed));
    }
}
