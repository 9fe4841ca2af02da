package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cheevoherald.players.RegistrationResult.AlreadyLinked;
import io.github.cheevoherald.players.RegistrationResult.Banned;
import io.github.cheevoherald.players.RegistrationResult.ImpossibleName;
import io.github.cheevoherald.players.RegistrationResult.Linked;
import io.github.cheevoherald.players.RegistrationResult.NoSuchPlayer;
import io.github.cheevoherald.players.RegistrationResult.ServerFull;
import io.github.cheevoherald.players.RegistrationResult.Taken;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Requester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrationTest extends OnPlayersBench {
    @Test
    void linksTheMemberToThePlayerAsTheSiteSpellsTheName() {
        RegistrationResult result = bench.register(SERVER, ANA, " aNA ");

        assertThat(result).isInstanceOf(Linked.class);
        Linked linked = (Linked) result;
        assertThat(linked.player().name()).isEqualTo("Ana");
        assertThat(linked.player().ulid()).isEqualTo(ProfileSite.ulid(1));
        assertThat(linked.replaced()).isNull();
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }

    @Test
    void isDatedByTheSitesClockAndPolledAtOnce() {
        bench.register(SERVER, ANA, "Ana");

        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
        assertThat(bench.rows("registrations WHERE baselined = 0")).isEqualTo(1);
        assertThat(bench.links.called).hasSize(1);
    }

    @Test
    void onePlayerInTwoServersIsOneRow() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, BEN, "Ana");

        assertThat(bench.rows("players")).isEqualTo(1);
        assertThat(bench.players.count()).isEqualTo(1);
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
        assertThat(linkedName(OTHER_SERVER, BEN)).isEqualTo("Ana");
    }

    @Test
    void theSameNameAgainChangesNothing() {
        bench.register(SERVER, ANA, "Ana");
        bench.polled();
        Instant registeredAt = bench.registeredAt(SERVER, ANA);
        bench.advance();

        assertThat(bench.register(SERVER, ANA, "ana")).isInstanceOf(AlreadyLinked.class);

        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(registeredAt);
        assertThat(bench.rows("registrations WHERE baselined = 1")).isEqualTo(1);
        assertThat(bench.links.called).isEmpty();
    }

    @Test
    void aPlayerBelongsToOneMemberOfAServer() {
        bench.register(SERVER, ANA, "Ana");

        assertThat(bench.register(SERVER, BEN, "Ana")).isEqualTo(new Taken("Ana", ANA));

        assertThat(linkedName(SERVER, BEN)).isEqualTo("nobody");
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }

    @Test
    void anotherNameReplacesTheOldOneOnceTheSiteConfirmsIt() {
        bench.register(SERVER, ANA, "Ana");
        bench.polled();
        bench.advance();

        assertThat(bench.register(SERVER, ANA, "Nobody")).isEqualTo(new NoSuchPlayer("Nobody"));
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");

        assertThat(bench.register(SERVER, ANA, "Ben"))
                .asInstanceOf(type(Linked.class))
                .extracting(Linked::replaced)
                .isEqualTo("Ana");
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ben");
        assertThat(bench.rows("registrations")).isEqualTo(1);
        assertThat(bench.rows("registrations WHERE baselined = 0")).isEqualTo(1);
        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
    }

    @Test
    void theReplacedPlayerIsFreeForOthers() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, ANA, "Ben");

        assertThat(bench.register(SERVER, BEN, "Ana")).isInstanceOf(Linked.class);
    }

    @Test
    void aPlayerGivenByUlidOrANewNameIsTheSame() {
        bench.register(SERVER, ANA, "Ana");
        bench.site.has(1, "Anastasia");

        assertThat(bench.register(SERVER, ANA, ProfileSite.ulid(1))).isInstanceOf(AlreadyLinked.class);
        assertThat(bench.register(OTHER_SERVER, ANA, "Anastasia")).isInstanceOf(Linked.class);

        assertThat(bench.rows("players")).isEqualTo(1);
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Anastasia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a b",
                "A_b",
                "Ana!",
                "Änne",
                "Ana\u200b",
                "\u202eanA",
                "@everyone",
                "An\na",
                "../etc",
                "アナ",
                "１２３４",
                "abcdefghijklmnopqrstu",
                "01ARZ3NDEKTSV4RRFFQ69G5FAVX"
            })
    void impossibleNamesAreRefusedWithoutARequest(String name) {
        assertThat(bench.register(SERVER, ANA, name)).isEqualTo(new ImpossibleName());

        assertThat(bench.site.asked).isEmpty();
        assertThat(bench.rows("noted_registrations")).isZero();
    }

    @Test
    void anUnknownNameLinksNobody() {
        assertThat(bench.register(SERVER, ANA, "Nobody")).isEqualTo(new NoSuchPlayer("Nobody"));

        assertThat(bench.rows("players")).isZero();
        assertThat(bench.rows("noted_registrations")).isZero();
    }

    @Test
    void aBannedPlayerIsRefused() {
        bench.site.has(3, "Cheater", -1);

        assertThat(bench.register(SERVER, ANA, "cheater")).isEqualTo(new Banned("Cheater"));

        assertThat(bench.rows("registrations")).isZero();
    }

    @Test
    void aFullServerAcceptsNobodyElseAndMakesNoRequest() {
        for (int i = 0; i < PlayersBench.LIMIT; i++) {
            bench.site.has(100 + i, "Player" + i);
            assertThat(bench.register(SERVER, 1000 + i, "Player" + i)).isInstanceOf(Linked.class);
        }
        bench.site.asked.clear();

        assertThat(bench.register(SERVER, ANA, "Ana")).isEqualTo(new ServerFull(PlayersBench.LIMIT));
        assertThat(bench.site.asked).isEmpty();
        assertThat(bench.register(SERVER, 1000, "Ben")).isInstanceOf(Linked.class);
        assertThat(bench.register(OTHER_SERVER, ANA, "Ana")).isInstanceOf(Linked.class);
    }

    @Test
    void registeringAgainStartsWithANewBaseline() {
        bench.register(SERVER, ANA, "Ana");
        bench.polled();
        bench.players.unregister(SERVER, ANA);
        bench.clock.advance(Duration.ofDays(40));

        bench.register(SERVER, ANA, "Ana");

        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
        assertThat(bench.rows("registrations WHERE baselined = 0")).isEqualTo(1);
        assertThat(bench.links.called).hasSize(1);
        assertThat(bench.links.began).last().isEqualTo(bench.clock.instant());
    }

    @Test
    void registeringAGivenUpPlayerAgainPollsThemAgain() {
        bench.register(SERVER, ANA, "Ana");
        bench.players.missing(bench.players.ofMember(SERVER, ANA).orElseThrow().player(), bench.clock.instant());
        bench.links.called.clear();
        bench.advance();

        assertThat(bench.register(SERVER, ANA, "Ana")).isInstanceOf(AlreadyLinked.class);

        assertThat(bench.rows("players WHERE gone_since_ms IS NULL")).isEqualTo(1);
        assertThat(bench.links.called).hasSize(1);
    }

    @Test
    void twoMembersWhoClaimAPlayerAtOnceGetThemOnce() throws Exception {
        int members = 8;
        ExecutorService executor = Executors.newFixedThreadPool(members);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<RegistrationResult>> results = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                long member = 100L + i;
                results.add(executor.submit(() -> {
                    go.await();
                    return bench.register(SERVER, member, "Ana");
                }));
            }
            go.countDown();
            int linked = 0;
            for (Future<RegistrationResult> result : results) {
                RegistrationResult one = result.get(20, TimeUnit.SECONDS);
                assertThat(one).isInstanceOfAny(Linked.class, Taken.class);
                linked += one instanceof Linked ? 1 : 0;
            }

            assertThat(linked).isEqualTo(1);
            assertThat(bench.rows("registrations")).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void refusesANewPlayerBeyondTheBotsLimit() {
        fillTheBot();

        assertThat(bench.register(SERVER, ANA, "Ana")).isEqualTo(new RegistrationResult.BotFull(PlayersBench.PLAYERS));
        assertThat(bench.players.inGuild(SERVER)).isEmpty();
    }

    @Test
    void aPlayerWatchedElsewhereIsNotANewOne() {
        fillTheBot();

        assertThat(bench.register(SERVER, ANA, "Other0")).isInstanceOf(RegistrationResult.Linked.class);
    }

    @Test
    void theReplacedPlayerMakesRoomUnlessWatchedElsewhere() {
        fillTheBot();

        assertThat(bench.register(500, 5000, "Ana")).isInstanceOf(RegistrationResult.Linked.class);
        bench.register(SERVER, BEN, "Other1");
        assertThat(bench.register(501, 5001, "Ben")).isInstanceOf(RegistrationResult.BotFull.class);
        assertThat(linkedName(501, 5001)).isEqualTo("Other1");
    }

    @Test
    void aPlayerWhoseOnlyLinkRestsMakesRoomAndIsNewElsewhere() {
        fillTheBot();
        bench.resting.rest(bench.players.ofMember(500, 5000).orElseThrow());

        assertThat(bench.register(SERVER, ANA, "Ana")).isInstanceOf(RegistrationResult.Linked.class);
        assertThat(bench.register(SERVER, BEN, "Other0")).isInstanceOf(RegistrationResult.BotFull.class);
    }

    @Test
    void aProfileIsReadAgainAfterADayHoweverFarTheSitesClockIsAhead() {
        Registration bySitesClock = new Registration(
                bench.database,
                new AnswerCache(limit -> bench.site.port(), bench.clock),
                Clock.offset(bench.clock, Duration.ofDays(400)),
                bench.clock,
                new Registration.Limits(10, 10),
                new RecordedLinks());
        bySitesClock.register(Requester.command(ANA), SERVER, ANA, "Ana");

        assertThat(bench.players.staleProfile(bench.clock.instant().plusSeconds(1)))
                .isPresent();
    }

    @Test
    void aPlayerWhoRegistersAfterABanIsPolledAgain() {
        bench.register(SERVER, ANA, "Ana");
        bench.site.has(1, "Ana", -1);
        bench.clock.advance(Duration.ofHours(25));
        bench.refreshProfiles();
        bench.site.has(1, "Ana");
        bench.advance();
        bench.register(OTHER_SERVER, ANA, "Ana");

        assertThat(bench.players.watched(bench.clock.instant())).isEqualTo(1);
    }
}
