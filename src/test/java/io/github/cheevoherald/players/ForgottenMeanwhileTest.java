package io.github.cheevoherald.players;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Requester;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members who ask to be forgotten while the site is being asked about them. */
final class ForgottenMeanwhileTest extends OnPlayersBench {
    private void forget(long member) {
        bench.database.useTransactionAlone(handle -> {
            MemberRecords records = new MemberRecords();
            List<Player> mine = records.players(handle, member);
            records.forget(handle, member);
            mine.forEach(player -> records.forget(handle, player));
        });
    }

    @Test
    void aProfileThatComesTooLateIsNotTheNextPlayers() {
        bench.register(SERVER, ANA, "Ana");
        bench.clock.advance(Duration.ofDays(2));
        bench.site.whenAsked(ProfileSite.ulid(1), () -> {
            forget(ANA);
            bench.register(SERVER, BEN, "Ben");
        });
        bench.refreshProfiles();
        assertThat(bench.rows("players WHERE name = 'Ana'")).isZero();
    }

    @Test
    void aRegistrationUnderWayIsNotStored() {
        bench.register(OTHER_SERVER, ANA, "Ana");
        bench.site.has(3, "Cid");
        RegistrationsUnderWay underWay = new RegistrationsUnderWay();
        bench.site.whenAsked("Cid", () -> {
            forget(ANA);
            bench.database.useTransactionAlone(handle -> underWay.forgotten(handle, ANA));
        });
        RegistrationResult result = new Registration(
                        bench.database,
                        new AnswerCache(limit -> bench.site.port(), bench.clock),
                        bench.clock,
                        bench.clock,
                        new Registration.Limits(3, 5),
                        bench.links,
                        underWay)
                .register(Requester.command(ANA), SERVER, ANA, "Cid");
        assertThat(result).isInstanceOf(RegistrationResult.Forgotten.class);
        assertThat(bench.rows("registrations WHERE member_id = 10")).isZero();
    }

    @Test
    void aRefusedRegistrationLeavesNoPlayer() {
        fillTheBot();
        bench.register(SERVER, ANA, "Ana");
        forget(ANA);
        assertThat(bench.rows("registrations WHERE member_id = 10")).isZero();
        assertThat(bench.rows("players WHERE name = 'Ana'")).isZero();
    }
}
