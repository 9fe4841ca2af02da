package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlayersTest extends OnPlayersBench {
    @BeforeEach
    void findsNamesInAnyCase() {
        bench.site.has(2, "ben");
        bench.site.has(3, "Cleo");
    }

    private Player only() {
        return bench.players.inGuild(SERVER).get(0).player();
    }

    @Test
    void countsEachPlayerOnce() {
        assertThat(bench.players.count()).isZero();
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, BEN, "ben");

        assertThat(bench.players.count()).isEqualTo(2);
    }

    @Test
    void listsAServersPlayersByNameWhateverItsCase() {
        bench.register(SERVER, 3, "Cleo");
        bench.register(SERVER, 2, "ben");
        bench.register(SERVER, 1, "Ana");
        bench.register(OTHER_SERVER, 1, "Cleo");

        assertThat(bench.players.inGuild(SERVER))
                .extracting(link -> link.player().name())
                .containsExactly("Ana", "ben", "Cleo");
    }

    @Test
    void findsAPlayerOfTheServerByNameOrUlid() {
        bench.register(SERVER, ANA, "Ana");

        assertThat(bench.players.named(SERVER, " aNA ")).isPresent();
        assertThat(bench.players.named(SERVER, ProfileSite.ulid(1).toLowerCase(Locale.ROOT)))
                .isPresent();
        assertThat(bench.players.named(OTHER_SERVER, "Ana")).isEmpty();
        assertThat(bench.players.named(SERVER, "%")).isEmpty();
        assertThat(bench.players.named(SERVER, "Ana\0")).isEmpty();
        assertThat(bench.players.named(SERVER, "' OR 1=1 --")).isEmpty();
    }

    @Test
    void aReusedNameMeansThePlayerWhoHasItNow() {
        bench.register(SERVER, ANA, "Ana");
        bench.site.has(1, "Anastasia");
        bench.site.has(4, "Ana");
        bench.advance();
        bench.register(SERVER, BEN, "Ana");

        assertThat(bench.players.named(SERVER, "Ana"))
                .map(link -> link.player().ulid())
                .hasValue(ProfileSite.ulid(4));
    }

    @Test
    void unregisteringEndsOneLinkAndReportsWhetherThereWasOne() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");

        assertThat(bench.players.unregister(SERVER, ANA)).isTrue();
        assertThat(bench.players.unregister(SERVER, ANA)).isFalse();

        assertThat(bench.players.ofMember(SERVER, ANA)).isEmpty();
        assertThat(bench.players.ofMember(OTHER_SERVER, ANA)).isPresent();
    }

    @Test
    void forgettingAServerOnlyForgetsItsOwnLinksAndPendingRegistrations() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, BEN, "Zoe");
        bench.register(OTHER_SERVER, BEN, "Zoe");

        bench.database.useTransaction(handle -> bench.players.forgetGuild(handle, SERVER));

        assertThat(bench.players.inGuild(SERVER)).isEmpty();
        assertThat(bench.players.pendingInGuild(SERVER)).isEmpty();
        assertThat(bench.players.inGuild(OTHER_SERVER)).hasSize(1);
        assertThat(bench.players.pendingInGuild(OTHER_SERVER)).hasSize(1);
    }

    @Test
    void startingOverDatesTheServersLinksAndPendingRegistrationsNow() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.polled();
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, BEN, "ben");
        Instant before = bench.clock.instant();
        bench.clock.advance(Duration.ofDays(3));
        Instant now = bench.clock.instant();

        bench.database.useTransaction(handle -> bench.players.startAnew(handle, SERVER, now));
        bench.site.isBack();
        bench.confirmPending();

        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(now);
        assertThat(bench.registeredAt(SERVER, BEN)).isEqualTo(now);
        assertThat(bench.registeredAt(OTHER_SERVER, ANA)).isEqualTo(before);
        assertThat(bench.rows("registrations WHERE baselined = 0")).isEqualTo(2);
        assertThat(bench.links.called).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void onlyAWatchedPlayersProfileIsStaleAfterADay() {
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofMinutes(1));
        bench.register(SERVER, BEN, "ben");
        bench.register(OTHER_SERVER, 3, "Cleo");
        bench.players.unregister(OTHER_SERVER, 3);
        Instant now = bench.clock.instant();

        assertThat(bench.players.staleProfile(now.minus(Duration.ofDays(1)))).isEmpty();
        assertThat(bench.players.staleProfile(now.plusMillis(1)))
                .map(Player::name)
                .hasValue("Ana");

        bench.players.refreshed(only().id(), bench.site.has(1, "Anastasia"), now.plusSeconds(1));

        assertThat(bench.players.staleProfile(now.plusMillis(1)))
                .map(Player::name)
                .hasValue("ben");
        assertThat(bench.players.ofMember(SERVER, ANA))
                .map(link -> link.player().picture())
                .hasValue("/UserPic/Anastasia.png");
    }

    @Test
    void aMissingPlayerIsGoneSinceTheFirstTimeAndBackWithAProfile() {
        bench.register(SERVER, ANA, "Ana");
        Instant first = bench.clock.instant();
        bench.players.missing(only(), first);
        bench.players.missing(only(), first.plus(Duration.ofDays(2)));

        assertThat(only().goneSince()).isEqualTo(first);

        bench.links.called.clear();
        bench.players.refreshed(only().id(), bench.site.has(1, "Ana"), first.plus(Duration.ofDays(9)));

        assertThat(only().goneSince()).isNull();
        assertThat(bench.links.called).containsExactly(only().id());
    }

    @Test
    void readsEachProfileOnceADayAndStoresIt() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "ben");
        ProfileRefresh refresh = new ProfileRefresh(bench.players, bench.site.port(), bench.clock);
        bench.site.asked.clear();
        refresh.run();
        assertThat(bench.site.asked).isEmpty();

        bench.clock.advance(Duration.ofHours(25));
        bench.site.has(1, "Anastasia");
        bench.site.loses(2);
        refresh.run();
        refresh.run();

        assertThat(bench.site.asked).containsExactlyInAnyOrder(ProfileSite.ulid(1), ProfileSite.ulid(2));
        assertThat(bench.players.ofMember(SERVER, ANA))
                .map(link -> link.player().name())
                .hasValue("Anastasia");
        Optional<Instant> gone =
                bench.players.ofMember(SERVER, BEN).map(link -> link.player().goneSince());
        assertThat(gone).hasValue(bench.clock.instant());
    }

    @Test
    void anUnreadableProfileDoesNotHoldUpOthers() {
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofSeconds(1));
        bench.register(SERVER, BEN, "ben");
        bench.clock.advance(Duration.ofHours(25));
        bench.site.answers(ProfileSite.ulid(1), new Outcome.Malformed<>("no JSON"));
        bench.site.has(2, "Benjamin");

        new ProfileRefresh(bench.players, bench.site.port(), bench.clock).run();

        assertThat(bench.players.ofMember(SERVER, BEN))
                .map(link -> link.player().name())
                .hasValue("Benjamin");
    }

    @Test
    void anUnansweredProfileIsPutOffForAnHourAndHoldsUpNobody() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "ben");
        for (Outcome<Profile> failure : List.of(ProfileSite.DOWN, new Outcome.Forbidden<Profile>("HTTP 403: no"))) {
            bench.clock.advance(Duration.ofHours(25));
            bench.site.alwaysAnswers(failure);
            bench.site.asked.clear();

            bench.refreshProfiles();
            bench.refreshProfiles();

            assertThat(bench.site.asked).hasSize(2);
            assertThat(bench.rows("players WHERE gone_since_ms IS NULL")).isEqualTo(2);
            bench.site.isBack();
            bench.clock.advance(Duration.ofMinutes(61));
            bench.refreshProfiles();
            assertThat(bench.site.asked).hasSize(4);
        }
    }

    @Test
    void aFailureForEverybodyEndsTheRoundAndPutsNobodyOff() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "ben");
        bench.clock.advance(Duration.ofHours(25));
        for (Outcome<Profile> outcome : List.of(
                new Outcome.RefusedKey<Profile>(),
                new Outcome.Throttled<Profile>(Outcome.By.SITE, Duration.ofMinutes(1)))) {
            bench.site.alwaysAnswers(outcome);
            bench.site.asked.clear();
            bench.refreshProfiles();

            assertThat(bench.site.asked).hasSize(1);
        }
        bench.site.isBack();
        bench.site.asked.clear();
        bench.refreshProfiles();

        assertThat(bench.site.asked).hasSize(2);
    }

    @Test
    void aBannedPlayerIsGoneSinceTheFirstTimeAndBackAfterwards() {
        bench.register(SERVER, ANA, "Ana");
        bench.polled();
        bench.clock.advance(Duration.ofHours(25));
        Instant noticed = bench.clock.instant();
        bench.site.has(1, "Ana", -1);
        bench.refreshProfiles();
        bench.clock.advance(Duration.ofHours(25));
        bench.refreshProfiles();

        assertThat(only().banned()).isTrue();
        assertThat(only().goneSince()).isEqualTo(noticed);
        assertThat(bench.players.watched(bench.clock.instant())).isZero();

        bench.site.has(1, "Ana");
        bench.clock.advance(Duration.ofHours(25));
        bench.refreshProfiles();

        assertThat(only().banned()).isFalse();
        assertThat(only().goneSince()).isNull();
        assertThat(bench.links.called).containsExactly(only().id());
        assertThat(bench.players.watched(bench.clock.instant())).isEqualTo(1);
    }

    @Test
    void aPlayerWhoIsGoneAfterABanIsGoneSinceThen() {
        bench.register(SERVER, ANA, "Ana");
        bench.site.has(1, "Ana", -1);
        bench.clock.advance(Duration.ofDays(10));
        bench.refreshProfiles();
        bench.site.loses(1);
        bench.clock.advance(Duration.ofDays(10));
        bench.refreshProfiles();

        assertThat(only().banned()).isFalse();
        assertThat(only().goneSince()).isEqualTo(bench.clock.instant());
    }

    @Test
    void playersWhomNobodyHearsAboutAreNotLookedUp() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, BEN, "ben");
        bench.execute("INSERT INTO guilds (guild_id) VALUES (1)");
        Instant later = bench.clock.instant().plus(Duration.ofDays(2));
        assertThat(bench.players.watched(later)).isEqualTo(2);

        for (String silence : List.of(
                "UPDATE guilds SET left_at_ms = 1 WHERE guild_id = 1",
                "UPDATE guilds SET left_at_ms = NULL, left_alone = 1 WHERE guild_id = 1",
                "DELETE FROM feeds WHERE guild_id = 2")) {
            bench.execute(silence);

            assertThat(bench.players.watched(later)).isEqualTo(silence.startsWith("DELETE") ? 0 : 1);
        }

        assertThat(bench.players.staleProfile(later)).isEmpty();
        assertThat(bench.players.count()).isEqualTo(2);
    }
}
