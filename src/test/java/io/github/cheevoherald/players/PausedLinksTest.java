package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.players.HiddenGames.HiddenGame;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a member's pauses and hidden games, and of the players they had, when their link changes. */
final class PausedLinksTest extends OnPlayersBench {
    private static final HiddenGame GAME = new HiddenGame(5, "Game");

    private PausedLinks pauses;
    private HiddenGames games;

    @BeforeEach
    void register() {
        pauses = new PausedLinks(bench.database, bench.links, bench.clock);
        games = new HiddenGames(bench.database, bench.links, bench.clock);
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.polled();
    }

    private boolean isPaused(long server) {
        return bench.players.ofMember(server, ANA).orElseThrow().paused();
    }

    @Test
    void aPauseEndsTheLinksAnnouncementsAndResumingIsANewBeginning() {
        pauses.pause(SERVER, ANA);
        assertThat(bench.links.ended).containsExactly(SERVER + " Ana");
        assertThat(isPaused(SERVER)).isTrue();
        assertThat(isPaused(OTHER_SERVER)).isFalse();
        bench.clock.advance(Duration.ofDays(1));

        pauses.resume(SERVER, ANA);

        assertThat(isPaused(SERVER)).isFalse();
        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
        assertThat(bench.rows("registrations WHERE baselined = 0 AND guild_id = " + SERVER))
                .isEqualTo(1);
        assertThat(bench.links.called).hasSize(1);
    }

    @Test
    void aPauseAndHiddenGamesHoldForTheMembersNextPlayer() {
        pauses.pause(SERVER, ANA);
        games.hide(SERVER, ANA, GAME);

        bench.register(SERVER, ANA, "Ben");

        assertThat(isPaused(SERVER)).isTrue();
        assertThat(games.of(SERVER, ANA)).containsExactly(GAME);
    }

    @Test
    void aPauseAndHiddenGamesHoldWhoeverRegistersTheMemberAgain() {
        pauses.pause(SERVER, ANA);
        games.hide(SERVER, ANA, GAME);
        games.hide(SERVER, ANA, new HiddenGame(6, "Shown again"));
        games.show(SERVER, ANA, 6);

        bench.players.unregister(SERVER, ANA);
        assertThat(bench.rows("silences")).as("what isn't over").isEqualTo(2);
        RegistrationResult again = bench.register(SERVER, ANA, "Ana");

        assertThat(again)
                .isInstanceOfSatisfying(
                        RegistrationResult.Linked.class,
                        linked -> assertThat(linked.paused()).isTrue());
        assertThat(isPaused(SERVER)).isTrue();
        assertThat(games.of(SERVER, ANA)).containsExactly(GAME);
        assertThat(isPaused(OTHER_SERVER)).isFalse();
        pauses.resume(SERVER, ANA);
        bench.players.unregister(SERVER, ANA);
        bench.register(SERVER, ANA, "Ana");
        assertThat(isPaused(SERVER)).isFalse();
    }

    @Test
    void aMembersSayEndsWithTheServer() {
        pauses.pause(SERVER, ANA);
        games.hide(OTHER_SERVER, ANA, GAME);
        bench.players.unregister(SERVER, ANA);

        assertThat(bench.database.<Set<Long>>read(bench.players::guilds)).contains(SERVER);
        bench.database.useTransactionAlone(handle -> bench.players.forgetGuild(handle, SERVER));

        assertThat(bench.rows("silences")).isEqualTo(1);
        assertThat(games.of(OTHER_SERVER, ANA)).containsExactly(GAME);
    }

    @Test
    void hidingAGameTwiceIsOnce() {
        games.hide(SERVER, ANA, GAME);
        games.hide(SERVER, ANA, GAME);
        bench.clock.advance(Duration.ofSeconds(1));
        games.hide(SERVER, ANA, GAME);

        assertThat(bench.rows("silences")).isEqualTo(1);
    }

    @Test
    void aLinkThatEndsInAnyWayIsRemembered() {
        bench.register(SERVER, ANA, "Ben");
        assertThat(bench.rows("former_players")).as("replaced").isEqualTo(1);
        bench.players.unregister(SERVER, ANA);
        assertThat(bench.rows("former_players")).as("unregistered").isEqualTo(2);
        bench.database.useTransactionAlone(handle -> handle.execute("DELETE FROM former_players"));
        bench.database.useTransactionAlone(handle -> bench.players.forgetGuild(handle, OTHER_SERVER));

        assertThat(bench.rows("former_players")).as("the server was forgotten").isEqualTo(1);
        assertThat(bench.rows("registrations")).isZero();
    }

    @Test
    void adoptsTheSitesTimeOnceItIsKnown() {
        games.hide(SERVER, ANA, GAME);
        games.show(SERVER, ANA, GAME.gameId());

        bench.players.redate(
                bench.clock.instant().minusSeconds(1), bench.clock.instant().plusSeconds(1), Duration.ofHours(-2));

        assertThat(bench.rows("silences WHERE begun_at = "
                        + bench.clock.instant().minus(Duration.ofHours(2)).getEpochSecond()
                        + " AND ended_at = begun_at"))
                .isEqualTo(1);
    }
}
