package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One player or request that RetroAchievements fails for holds up nobody else. */
final class OneOfManyEndToEndTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private Herald herald;
    private Lines lines;

    @BeforeEach
    void start(@TempDir Path folder) {
        lines = new Lines();
        herald = new Herald(folder);
        for (String name : new String[] {"Ann", "Ben", "Cleo", "Dan"}) {
            herald.site.world().addPlayer(name);
        }
        herald.start();
        herald.server.feedHere();
    }

    @AfterEach
    void stop() {
        herald.close();
        lines.close();
    }

    private void breaks(String player) {
        herald.site.faults().order(ApiFilter.player(player), SiteFault.status(500), SiteFaults.ALWAYS);
        String ulid = herald.site.world().player(player).orElseThrow().ulid();
        herald.site.faults().order(ApiFilter.player(ulid), SiteFault.status(500), SiteFaults.ALWAYS);
    }

    private void siteIsNotSaidToBeAway() {
        assertThat(lines.holding("RetroAchievements is unavailable")).isEmpty();
        assertThat(lines.holding("RetroAchievements is responding, but not to")).hasSizeLessThanOrEqualTo(1);
    }

    private String players() {
        return herald.server
                .ask(herald.server.ann, "players", Map.of())
                .embeds()
                .toString();
    }

    @Test
    void onePlayersBrokenPollsStopNobodyElse() {
        herald.server.register(herald.server.ann, "Ann");
        breaks("Ann");
        int before = herald.polls();
        await().atMost(LONG_ENOUGH).until(() -> herald.polls() >= before + 4);

        assertThat(herald.server
                        .ask(herald.server.ben, "unlocks player", Map.of("player", "Ben"))
                        .embeds())
                .isNotEmpty();
        herald.server.register(herald.server.ben, "Ben");
        herald.site.world().unlock("Ben", herald.achievement("Lit").id(), true);
        herald.server.awaitAnnounced(1);

        siteIsNotSaidToBeAway();
    }

    @Test
    void commandsAboutABrokenPlayerStopNobodyElse() {
        breaks("Ann");
        herald.site.faults().order(ApiFilter.method("API_GetTicketData"), SiteFault.status(500), SiteFaults.ALWAYS);
        for (int i = 0; i < 4; i++) {
            herald.server.ask(herald.server.ann, "tickets game", Map.of("game", "" + herald.game.id()));
            herald.server.ask(herald.server.ben, "unlocks player", Map.of("player", "Ann"));
        }

        assertThat(herald.server
                        .ask(herald.server.ben, "unlocks player", Map.of("player", "Ben"))
                        .embeds())
                .isNotEmpty();
        siteIsNotSaidToBeAway();
    }

    @Test
    void oneBrokenProfileHoldsUpNoOthers() throws Exception {
        herald.server.register(herald.server.ann, "Ann");
        herald.server.register(herald.server.ben, "Ben");
        breaks("Ann");
        herald.site.world().updatePlayer("Ben", ben -> ben.withDisplayName("Benjamin"));
        herald.write("UPDATE players SET profile_at_ms = 0 WHERE name = 'Ann'");
        herald.write("UPDATE players SET profile_at_ms = 1 WHERE name = 'Ben'");
        herald.restart();

        await().atMost(LONG_ENOUGH).until(() -> players().contains("Benjamin"));
        siteIsNotSaidToBeAway();
    }

    @Test
    void oneBrokenRegistrationHoldsUpNoOthers() {
        breaks("Cleo");
        herald.server.ask(herald.server.ann, "register", Map.of("username", "Cleo"));
        herald.site.faults().order(ApiFilter.player("Dan"), SiteFault.status(500), 1);
        herald.server.ask(herald.server.ben, "register", Map.of("username", "Dan"));
        assertThat(players()).contains("waiting for RetroAchievements");

        await().atMost(LONG_ENOUGH).until(() -> !players().contains("⏳ **Dan**"));
        assertThat(players()).contains("⏳ **Cleo**", "Dan");
        siteIsNotSaidToBeAway();
    }

    @Test
    void aBannedPlayerIsNoticedAndIsBackAfterwards() throws Exception {
        herald.server.register(herald.server.ann, "Ann");
        herald.site.world().updatePlayer("Ann", ann -> ann.withPermissions(-1));
        readProfilesAgain();

        await().atMost(LONG_ENOUGH).until(() -> players().contains("banned from RetroAchievements"));
        int asked = herald.polls();
        herald.site.world().unlock("Ann", herald.achievement("Lit").id(), true);
        herald.server.register(herald.server.ben, "Ben");
        herald.awaitPolls();
        assertThat(herald.site.requests().entries().stream()
                        .filter(entry -> entry.method().contains("RecentAchievements"))
                        .skip(asked + 1)
                        .map(entry -> entry.parameters().get("u")))
                .doesNotContain(herald.site.world().player("Ann").orElseThrow().ulid());

        herald.site.world().updatePlayer("Ann", ann -> ann.withPermissions(1));
        readProfilesAgain();
        await().atMost(LONG_ENOUGH).until(() -> !players().contains("banned"));
        herald.server.awaitAnnounced(1);
    }

    private void readProfilesAgain() throws Exception {
        herald.write("UPDATE players SET profile_at_ms = 0");
        herald.restart();
    }
}
