package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Awards through the real thing, from the site's lists to the channel. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
final class AwardsEndToEndTest {
    private static final String PLAYER = "FernQuill";
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(2);
    private static final int NECESSARY = 2;
    private static final int WHOLE = 6;

    private Herald herald;
    private SiteWorld world;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        herald = new Herald(folder);
        world = herald.site.world();
        world.addPlayer(PLAYER);
        world.addPlayer("Somebody");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    private void start() {
        herald.start();
        herald.server.awaitFeed();
    }

    private void register() {
        herald.server.register(herald.server.ann, PLAYER);
        await().atMost(Herald.SOON).until(() -> listsRead() > 0);
        // What the site shows of the time before, and what comes after, must be told apart.
        herald.clock.skip(Duration.ofSeconds(5));
    }

    private long listsRead() {
        return herald.site.secondRequests().entries().stream()
                .filter(entry -> entry.method().equals("v2/users/awards"))
                .count();
    }

    /** A game with as many achievements as a mastery takes, the first two of which are needed to beat it. */
    private long game(String title) {
        Game game = world.addGame(title, "SNES");
        for (int number = 1; number <= WHOLE; number++) {
            Achievement achievement = world.addAchievement(game.id(), title + " " + number, "Do it", 5);
            if (number <= NECESSARY) {
                world.updateAchievement(achievement.id(), one -> one.withType("progression"));
            }
        }
        return game.id();
    }

    private void unlock(long game, int from, int to, boolean hardcore, Instant date) {
        List<Achievement> set = world.achievements(game);
        for (int i = from; i < to; i++) {
            world.unlock(PLAYER, set.get(i).id(), hardcore, date, world.now());
        }
    }

    private void beat(long game, boolean hardcore) {
        unlock(game, 0, NECESSARY, hardcore, now());
    }

    private void master(long game) {
        unlock(game, 0, WHOLE, true, now());
    }

    private Instant now() {
        return world.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The subjects of the awards in the channel, in order. */
    private List<String> awards() {
        return cards().stream()
                .map(card -> card.path("title").asText() + " "
                        + card.path("url").asText().replaceAll(".*#", ""))
                .toList();
    }

    private List<JsonNode> cards() {
        return herald.server.announced().stream()
                .filter(embed -> embed.path("url").asText().contains("#"))
                .toList();
    }

    /** Waits until everybody's latest awards have been read twice more. */
    private void awaitLooks() {
        for (int i = 0; i < 2; i++) {
            long before = looks();
            herald.clock.skip(BETWEEN_LOOKS);
            await().atMost(Herald.SOON).until(() -> looks() > before);
        }
        herald.awaitPolls();
    }

    private long looks() {
        return herald.site.secondRequests().entries().stream()
                        .filter(AwardsEndToEndTest::isLook)
                        .count()
                + herald.site.requests().entries().stream()
                        .filter(entry -> entry.method().contains("RecentGameAwards"))
                        .count();
    }

    private static boolean isLook(RequestLog.Entry entry) {
        return entry.method().equals("v2/user-awards")
                && "-id".equals(entry.parameters().get("sort"));
    }

    private void awaitAwards(String... expected) {
        herald.clock.skip(BETWEEN_LOOKS);
        await().atMost(Herald.SOON).untilAsserted(() -> assertThat(awards()).containsExactlyInAnyOrder(expected));
    }

    @Test
    void beatenAndMasteredAreAnnouncedOnceEachAndNothingOfBefore() {
        long before = game("Before the Bot");
        master(before);
        herald.clock.skip(Duration.ofMinutes(10));
        start();
        register();

        long game = game("Lantern Hollow");
        beat(game, true);
        awaitAwards("Lantern Hollow beaten-hardcore");
        herald.clock.skip(Duration.ofDays(3));
        unlock(game, NECESSARY, WHOLE, true, now());
        awaitAwards("Lantern Hollow beaten-hardcore", "Lantern Hollow mastered");
        awaitLooks();
        herald.restart();
        awaitLooks();

        assertThat(awards()).containsExactly("Lantern Hollow beaten-hardcore", "Lantern Hollow mastered");
        List<String> lines = herald.announcements(herald.server.feed).stream()
                .map(Message::content)
                .filter(content -> !content.isEmpty())
                .toList();
        assertThat(lines)
                .contains("**FernQuill** beat **Lantern Hollow**", "**FernQuill** mastered **Lantern Hollow**");
        assertThat(cards().get(1).toString())
                .contains("Their 2nd mastered game", "First in this server", "3 days", "1 of 1")
                .contains("Picture of Lantern Hollow");
        JsonNode beaten = cards().get(0);
        JsonNode mastered = cards().get(1);
        assertThat(beaten.path("description").asText()).matches("(?s)\\S+ \\*\\*Beaten\\*\\* · \\S+ SNES · .*");
        assertThat(beaten.path("thumbnail").path("url").asText()).isNotEmpty();
        assertThat(beaten.has("image")).isFalse();
        assertThat(mastered.path("description").asText()).matches("(?s)\\S+ \\*\\*Mastered\\*\\* · \\S+ SNES · .*");
        assertThat(mastered.path("image").path("url").asText()).isNotEmpty();
        assertThat(mastered.path("color")).isNotEqualTo(beaten.path("color"));
    }

    @Test
    void aLateAwardIsAnnouncedAndAnUpgradeIsOneAndARevisedOrReearnedOneIsSilent() {
        start();
        register();
        long late = game("Late Game");
        herald.clock.skip(Duration.ofDays(1));
        awaitLooks();
        unlock(late, 0, NECESSARY, true, now().minus(Duration.ofHours(20)));
        awaitAwards("Late Game beaten-hardcore");
        assertThat(cards().get(0).toString()).contains("Showed up late");

        long game = game("Twice Beaten");
        beat(game, false);
        awaitAwards("Late Game beaten-hardcore", "Twice Beaten beaten-casual");
        world.achievements(game).subList(0, NECESSARY).forEach(one -> world.upgrade(PLAYER, one.id()));
        awaitAwards("Late Game beaten-hardcore", "Twice Beaten beaten-casual", "Twice Beaten beaten-hardcore");
        assertThat(cards().get(2).toString()).contains("Upgraded from casual");

        Achievement added = world.addAchievement(game, "Added later", "Do it", 5);
        world.updateAchievement(added.id(), one -> one.withType("win_condition"));
        awaitLooks();
        assertThat(world.awards().of(PLAYER)).hasSize(1);
        world.unlock(PLAYER, added.id(), true);
        world.awards().reearn(PLAYER, late);
        awaitLooks();

        assertThat(world.awards().of(PLAYER)).hasSize(2);
        assertThat(awards()).hasSize(3);
    }

    @Test
    void nothingOfBeforeTheKindWasTurnedOnIsAnnounced() {
        start();
        herald.server.ask(herald.server.admin, "feed off", Map.of());
        registerWithoutAFeed();
        master(game("While it was off"));
        herald.clock.skip(Duration.ofMinutes(5));

        herald.server.feedHere();
        await().atMost(Herald.SOON).until(() -> listsRead() > 0);
        herald.clock.skip(Duration.ofSeconds(5));
        beat(game("Later"), true);
        awaitAwards("Later beaten-hardcore");
        awaitLooks();

        assertThat(awards()).containsExactly("Later beaten-hardcore");
    }

    private void registerWithoutAFeed() {
        herald.server.ask(herald.server.ann, "register", Map.of("username", PLAYER));
    }

    @Test
    void nothingOfBeforeIsAnnouncedWhenOurClockWasWrongAndOnlyTheSecondApiAnswers() throws SQLException {
        start();
        register();
        herald.write("UPDATE feeds SET begun_at = NULL WHERE kind = 'awards'");
        herald.stop();
        herald.clock.skip(Duration.ofHours(1));
        beat(game("Before the kind"), true);
        herald.clock.skip(Duration.ofHours(1));

        herald.site.faults().order(SiteFault.status(500));
        herald.clockOfAProcess(() -> Clock.offset(herald.clock, Duration.ofMinutes(-90)));
        herald.start();
        long failed = herald.site.requests().entries().size();
        await().atMost(Herald.SOON).until(() -> {
            herald.clock.skip(Duration.ofSeconds(30));
            return herald.site.requests().entries().size() > failed + 4;
        });
        herald.site.faults().clear();
        awaitLooks();
        beat(game("Later"), true);
        awaitAwards("Later beaten-hardcore");

        assertThat(awards()).containsExactly("Later beaten-hardcore");
    }

    @Test
    void eachTierOfAnEventIsAnnouncedOnce() {
        Game event = world.addGame("Winter Fair", Game.EVENTS);
        start();
        register();

        world.awards().grant(PLAYER, event.id(), 0);
        awaitAwards("Winter Fair tier-0");
        herald.clock.skip(Duration.ofMinutes(30));
        world.awards().grant(PLAYER, event.id(), 1);
        awaitAwards("Winter Fair tier-0", "Winter Fair tier-1");
        awaitLooks();

        assertThat(awards()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("io.github.cheevoherald.Herald#faultsOfTheSecondApi")
    void withoutTheSecondApiAwardsComeByTheFirst(SiteFault trouble) {
        master(game("Before the Bot"));
        herald.clock.skip(Duration.ofMinutes(10));
        herald.site.secondFaults().order(trouble);
        start();
        herald.server.register(herald.server.ann, PLAYER);
        herald.clock.skip(Duration.ofSeconds(5));

        beat(game("Lantern Hollow"), true);
        herald.server.awaitAnnounced(NECESSARY);
        awaitAwards("Lantern Hollow beaten-hardcore");
        awaitLooks();
        assertThat(awards()).hasSize(1);
    }

    @Test
    void whatTheFirstApiMissedIsFoundWhenTheSecondReturnsAndNothingTwice() {
        // So many that a late award is behind the page of the first API's list.
        for (int i = 0; i < 100; i++) {
            Game game = world.addGame("Elsewhere " + i, "SNES");
            Achievement only = world.addAchievement(game.id(), "Only one", "Do it", 5);
            world.updateAchievement(only.id(), one -> one.withType("win_condition"));
            world.unlock("Somebody", only.id(), true);
        }
        herald.clock.skip(Duration.ofHours(1));
        start();
        register();
        SiteFaultOrder fault = herald.site
                .secondFaults()
                .order(ApiFilter.method("user-awards"), SiteFault.status(500), Integer.MAX_VALUE);
        awaitLooks();
        beat(game("By the first"), true);
        unlock(game("Late Game"), 0, NECESSARY, true, now().minus(Duration.ofHours(20)));
        awaitAwards("By the first beaten-hardcore");
        fault.cancel();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            herald.clock.skip(BETWEEN_LOOKS);
            assertThat(awards()).containsExactly("By the first beaten-hardcore", "Late Game beaten-hardcore");
        });
        awaitLooks();

        assertThat(awards()).hasSize(2);
    }

    @Test
    void aRegistrationWhoseListCannotBeReadLosesNothingAndAnnouncesNothingOfBefore() {
        master(game("Before the Bot"));
        herald.clock.skip(Duration.ofMinutes(10));
        start();
        SiteFaultOrder fault = herald.site
                .secondFaults()
                .order(ApiFilter.method("users/awards"), SiteFault.status(500), Integer.MAX_VALUE);
        herald.server.register(herald.server.ann, PLAYER);
        herald.clock.skip(Duration.ofSeconds(5));
        world.unlock("Somebody", world.achievements(game("Elsewhere")).get(0).id(), true);
        beat(game("Lantern Hollow"), true);
        awaitAwards("Lantern Hollow beaten-hardcore");
        long late = game("Late Game");
        unlock(late, 0, NECESSARY, true, now().minus(Duration.ofHours(20)));
        awaitLooks();
        assertThat(awards()).hasSize(1);

        fault.cancel();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            herald.clock.skip(BETWEEN_LOOKS);
            assertThat(awards()).containsExactly("Lantern Hollow beaten-hardcore", "Late Game beaten-hardcore");
        });
    }

    @Test
    void anEndedLinkHearsNoMoreAndItsWaitingAwardsAreWithdrawn() {
        start();
        register();
        DiscordFault outage = herald.discord
                .faults()
                .at(RestFilter.sendsTo(herald.server.feed))
                .status(500);
        beat(game("Lantern Hollow"), true);
        herald.clock.skip(BETWEEN_LOOKS);
        await().atMost(Herald.SOON).until(() -> outage.strikes() > 0);
        herald.server.ask(herald.server.ann, "unregister", Map.of());
        outage.end();
        beat(game("Afterwards"), true);
        herald.clock.skip(BETWEEN_LOOKS);
        herald.server.register(herald.server.ben, "Somebody");

        assertThat(awards()).isEmpty();
        List<String> all = new ArrayList<>(herald.server.announcedTitles());
        assertThat(all.stream().collect(Collectors.joining())).doesNotContain("Afterwards");
    }
}
