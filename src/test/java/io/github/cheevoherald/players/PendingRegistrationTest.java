package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.players.RegistrationResult.SavedForLater;
import io.github.cheevoherald.players.RegistrationResult.TooMany;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingRegistrationTest extends OnPlayersBench {
    @Test
    void savesNothingOnceAMembersAllowanceIsUsedUp() {
        bench.site.alwaysAnswers(new Outcome.Throttled<>(Outcome.By.PEOPLES_SHARE, Duration.ofSeconds(3)));

        assertThat(bench.register(SERVER, ANA, "Ana")).isInstanceOf(TooMany.class);

        assertThat(bench.rows("noted_registrations")).isZero();
    }

    @Test
    void savesTheRegistrationWhateverIsWrongWithTheSite() {
        List<Outcome<Profile>> outcomes = List.of(
                ProfileSite.DOWN,
                new Outcome.Malformed<>("HTML"),
                new Outcome.RefusedKey<>(),
                new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofMinutes(1)));
        long member = ANA;
        for (Outcome<Profile> outcome : outcomes) {
            bench.site.alwaysAnswers(outcome);
            assertThat(bench.register(SERVER, member, "Ana" + member)).isEqualTo(new SavedForLater("Ana" + member));
            member++;
        }

        assertThat(bench.players.pendingInGuild(SERVER))
                .hasSize(outcomes.size())
                .allSatisfy(noted -> assertThat(noted.problem()).isNull());
    }

    @Test
    void aPendingRegistrationCountsFromWhenItWasMade() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        Instant asked = bench.clock.instant();
        bench.register(SERVER, ANA, "ana");
        bench.clock.advance(Duration.ofHours(3));
        bench.confirmPending();
        assertThat(linkedName(SERVER, ANA)).isEqualTo("nobody");

        bench.site.isBack();
        bench.confirmPending();

        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
        assertThat(bench.registeredAt(SERVER, ANA)).isEqualTo(asked);
        assertThat(bench.rows("noted_registrations")).isZero();
        assertThat(bench.links.called).hasSize(1);
    }

    @Test
    void anImpossibleRegistrationSaysWhy() {
        bench.site.has(3, "Cheater", -2);
        bench.register(SERVER, 1, "Ben");
        bench.advance();
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, 2, "Ghost1");
        bench.register(SERVER, 3, "Cheater");
        bench.register(SERVER, 4, "ben");
        bench.clock.advance(Duration.ofMinutes(5));

        bench.site.isBack();
        bench.confirmPending();
        bench.confirmPending();

        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(
                        new PendingRegistration(SERVER, 2, "Ghost1", PendingRegistration.Problem.NO_SUCH_PLAYER),
                        new PendingRegistration(SERVER, 3, "Cheater", PendingRegistration.Problem.BANNED),
                        new PendingRegistration(SERVER, 4, "ben", PendingRegistration.Problem.TAKEN));
        assertThat(bench.site.asked.stream().filter("Ghost1"::equals)).hasSize(2);
    }

    @Test
    void aPendingRegistrationSaysWhenItsServerHasFilledUp() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();
        for (int i = 0; i < PlayersBench.LIMIT; i++) {
            bench.site.has(100 + i, "Player" + i);
            bench.register(SERVER, 1000 + i, "Player" + i);
        }

        bench.confirmPending();

        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(new PendingRegistration(SERVER, ANA, "Ana", PendingRegistration.Problem.SERVER_FULL));
    }

    @Test
    void aPendingRegistrationWaitsWhileTheBotIsNotInTheServer() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();
        bench.execute("INSERT INTO guilds (guild_id, left_at_ms) VALUES (" + SERVER + ", 1)");
        int before = bench.site.asked.size();

        bench.confirmPending();
        assertThat(bench.site.asked).hasSize(before);

        bench.execute("UPDATE guilds SET left_at_ms = NULL");
        bench.confirmPending();
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }

    @Test
    void aNewRegistrationReplacesAPendingOne() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofMinutes(1));
        bench.register(SERVER, ANA, "Ben");
        bench.site.isBack();

        bench.confirmPending();

        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ben");
    }

    @Test
    void aCompletedRegistrationReplacesAPendingOne() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();
        bench.advance();

        bench.register(SERVER, ANA, "Ben");
        bench.confirmPending();

        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ben");
        assertThat(bench.players.pendingInGuild(SERVER)).isEmpty();
    }

    @Test
    void aWithdrawnRegistrationIsNotCompleted() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();

        assertThat(bench.players.unregister(SERVER, ANA)).isTrue();
        bench.confirmPending();

        assertThat(bench.rows("registrations")).isZero();
    }

    @Test
    void aRegistrationWithdrawnOrChangedDuringTheLookupIsNotCompleted() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "Ben");
        bench.site.isBack();
        bench.site.whenAsked("Ana", () -> bench.players.unregister(SERVER, ANA));
        bench.site.whenAsked("Ben", () -> {
            bench.clock.advance(Duration.ofMinutes(1));
            bench.execute("UPDATE noted_registrations SET username = 'Zoe', noted_at = noted_at + 60");
        });

        bench.confirmPending();

        assertThat(bench.rows("registrations")).isZero();
        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(new PendingRegistration(SERVER, BEN, "Zoe", null));
    }

    @Test
    void oneBrokenAnswerDoesNotHoldUpOtherRegistrations() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "Ben");
        bench.site.isBack();
        bench.site.answers("Ana", new Outcome.Malformed<>("no JSON"));

        bench.confirmPending();

        assertThat(linkedName(SERVER, BEN)).isEqualTo("Ben");
        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(new PendingRegistration(SERVER, ANA, "Ana", null));
    }

    @Test
    void oneUnansweredRegistrationDoesNotHoldUpOthers() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofSeconds(1));
        bench.register(SERVER, BEN, "Ben");
        bench.site.isBack();
        bench.site.answers("Ana", ProfileSite.DOWN);

        bench.confirmPending();

        assertThat(linkedName(SERVER, BEN)).isEqualTo("Ben");
        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(new PendingRegistration(SERVER, ANA, "Ana", null));
    }

    @Test
    void aRegistrationThatKeepsFailingIsTriedLessAndLessOften() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.asked.clear();
        for (int i = 0; i < 360; i++) {
            bench.confirmPending();
            bench.clock.advance(Duration.ofSeconds(10));
        }
        assertThat(bench.site.asked).hasSizeBetween(8, 14);

        bench.site.isBack();
        bench.clock.advance(Duration.ofMinutes(10));
        bench.confirmPending();

        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }

    @Test
    void aClockThatRanAheadDelaysNoRegistration() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofDays(2));
        for (int i = 0; i < 20; i++) {
            bench.confirmPending();
        }
        bench.clock.advance(Duration.ofDays(-2));
        bench.players.adoptTime(bench.clock.instant());
        bench.site.isBack();
        bench.clock.advance(Duration.ofMinutes(10));

        bench.confirmPending();

        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }

    @Test
    void aRefusedKeyEndsTheRound() {
        bench.site.alwaysAnswers(new Outcome.RefusedKey<>());
        bench.register(SERVER, ANA, "Ana");
        bench.register(SERVER, BEN, "Ben");
        bench.site.asked.clear();

        bench.confirmPending();

        assertThat(bench.site.asked).hasSize(1);
    }

    @Test
    void aPendingRegistrationSaysWhenTheBotIsFull() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();
        fillTheBot();

        bench.confirmPending();

        assertThat(bench.players.pendingInGuild(SERVER))
                .containsExactly(new PendingRegistration(SERVER, ANA, "Ana", PendingRegistration.Problem.BOT_FULL));
    }

    @Test
    void nobodyIsRegisteredInAServerThatIsNotEnabled() {
        bench.site.alwaysAnswers(ProfileSite.DOWN);
        bench.register(SERVER, ANA, "Ana");
        bench.site.isBack();
        bench.site.asked.clear();
        bench.execute("INSERT INTO guilds (guild_id, left_alone) VALUES (1, 1)");

        bench.confirmPending();
        assertThat(bench.site.asked).isEmpty();

        bench.execute("UPDATE guilds SET left_alone = 0");
        bench.confirmPending();
        assertThat(linkedName(SERVER, ANA)).isEqualTo("Ana");
    }
}
