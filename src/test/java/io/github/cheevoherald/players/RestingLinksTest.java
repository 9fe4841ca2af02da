package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestingLinksTest extends OnPlayersBench {
    private static final Duration DAY = Duration.ofDays(1);

    private Registered ana;

    @BeforeEach
    void registerInTwoServers() {
        bench.register(SERVER, ANA, "Ana");
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.polled();
        ana = bench.players.ofMember(SERVER, ANA).orElseThrow();
    }

    private List<Registered> awake(long server) {
        return bench.resting.awake(server, List.of(ProfileSite.ulid(1), ProfileSite.ulid(2)));
    }

    @Test
    void aLinkRestsOnlyInItsServerAndIsShownAsResting() {
        assertThat(bench.resting.rest(ana)).isTrue();
        assertThat(bench.resting.rest(ana)).isFalse();

        assertThat(awake(SERVER)).isEmpty();
        assertThat(awake(OTHER_SERVER)).hasSize(1);
        assertThat(bench.players.inGuild(SERVER))
                .extracting(Registered::restingSince)
                .containsExactly(bench.clock.instant());
        assertThat(bench.links.ended).containsExactly(SERVER + " Ana");
    }

    @Test
    void wakesWithANewBaselineAndGoesFirst() {
        bench.resting.rest(ana);
        bench.clock.advance(Duration.ofDays(3));

        assertThat(bench.resting.wake(SERVER, BEN)).isFalse();
        assertThat(bench.resting.wake(SERVER, ANA)).isTrue();
        assertThat(bench.resting.wake(SERVER, ANA)).isFalse();

        assertThat(awake(SERVER)).hasSize(1);
        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
        assertThat(bench.rows("registrations WHERE baselined = 0 AND guild_id = " + SERVER))
                .isEqualTo(1);
        assertThat(bench.rows("registrations WHERE baselined = 1 AND guild_id = " + OTHER_SERVER))
                .isEqualTo(1);
        assertThat(bench.links.called).containsExactly(ana.player().id());
    }

    @Test
    void aPlayerWhoseLinksAllRestIsNeitherCountedNorLookedUp() {
        bench.resting.rest(ana);
        assertThat(bench.players.count()).isEqualTo(1);

        bench.resting.rest(bench.players.ofMember(OTHER_SERVER, ANA).orElseThrow());

        assertThat(bench.players.count()).isZero();
        assertThat(bench.players.staleProfile(bench.clock.instant().plus(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    void isCheckedAtTheIntervalOrSoonerWithoutAnAnswerAndEndsAfterThirtyDays() {
        bench.resting.rest(ana);
        assertThat(bench.resting.toLookFor(DAY, 10)).isEmpty();

        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.resting.toLookFor(DAY, 10)).hasSize(1);
        bench.resting.lookedFor(ana, Duration.ofHours(23));
        assertThat(bench.resting.toLookFor(DAY, 10)).isEmpty();
        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.resting.toLookFor(DAY, 10)).hasSize(1);
        bench.resting.lookedFor(ana, Duration.ZERO);
        bench.clock.advance(Duration.ofHours(23));
        assertThat(bench.resting.toLookFor(DAY, 10)).isEmpty();

        bench.clock.advance(Duration.ofDays(27));
        bench.resting.lookedFor(ana, Duration.ZERO);
        assertThat(bench.resting.endLongResting(DAY)).isZero();
        bench.clock.advance(Duration.ofDays(1));
        assertThat(bench.resting.endLongResting(DAY)).isZero();
        bench.resting.lookedFor(ana, Duration.ZERO);
        assertThat(bench.resting.endLongResting(DAY)).isEqualTo(1);
        assertThat(bench.players.ofMember(SERVER, ANA)).isEmpty();
        assertThat(bench.players.ofMember(OTHER_SERVER, ANA)).isPresent();
    }

    @Test
    void registeringAgainWakes() {
        bench.resting.rest(ana);
        bench.advance();

        assertThat(bench.register(SERVER, ANA, "Ana")).isInstanceOf(RegistrationResult.Linked.class);

        assertThat(awake(SERVER)).hasSize(1);
        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(bench.clock.instant());
    }

    @Test
    void anotherMemberMayTakeThePlayerOfOneWhoLeft() {
        bench.resting.rest(ana);
        bench.advance();

        assertThat(bench.register(SERVER, BEN, "Ana")).isInstanceOf(RegistrationResult.Linked.class);

        assertThat(bench.players.inGuild(SERVER))
                .extracting(Registered::memberId)
                .containsExactly(BEN);
    }

    @Test
    void membersWhoLeftTakeUpNoRoom() {
        bench.resting.rest(ana);
        for (int i = 2; i <= PlayersBench.LIMIT + 1; i++) {
            bench.site.has(i, "Player" + i);
            assertThat(bench.register(SERVER, i, "Player" + i)).isInstanceOf(RegistrationResult.Linked.class);
        }
        assertThat(bench.resting.wake(SERVER, ANA)).isTrue();
    }

    @Test
    void endsTheLinkOfADeletedAccount() {
        bench.resting.end(ana);

        assertThat(bench.players.ofMember(SERVER, ANA)).isEmpty();
        assertThat(bench.links.ended).containsExactly(SERVER + " Ana");
    }

    @Test
    void reportsALinksEndOnlyIfItWasUnregisteredOrReplaced() {
        bench.register(SERVER, ANA, "Ana");
        assertThat(bench.links.ended).isEmpty();

        bench.register(SERVER, ANA, "Ben");
        bench.players.unregister(SERVER, ANA);

        assertThat(bench.links.ended).containsExactly(SERVER + " Ana", SERVER + " Ben");
    }
}
