package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.SettableTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are cached for a minute, and allowances refill within one, whatever the machine's clock is set to. */
final class SetClockQuestionsTest {
    private static final Requester ANN = Requester.command(1);

    private final SettableTime time = SettableTime.at("2026-11-22T12:00:00Z");
    private final Clock clock = time.ofAProcess();
    private final DeveloperSite site = new DeveloperSite();
    private final AnswerCache questions = new AnswerCache(limit -> Counted.view(site, limit), clock);

    private Outcome<TicketData.OfDeveloper> ask(String name) {
        return questions.ask(ANN, "developer " + name, port -> port.ticketsOfDeveloper(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void anAnswerIsKeptAMinute(Duration step) {
        ask("x");
        time.set(step);
        time.pass(Duration.ofSeconds(59));
        ask("x");
        assertThat(site.asked()).isEqualTo(1);

        time.pass(Duration.ofSeconds(1));
        ask("x");
        assertThat(site.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void aMembersAllowanceReturnsAfterAMinuteAndNotBefore(Duration step) {
        for (int i = 0; i < MemberAllowance.REQUESTS; i++) {
            ask("x" + i);
        }
        time.set(step);
        assertThat(ask("more")).isInstanceOf(Outcome.Throttled.class);

        time.pass(Duration.ofMinutes(1));
        assertThat(ask("more")).isEqualTo(DeveloperSite.FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void theSitesTimeContinuesUnchanged(Duration step) {
        SiteClock siteClock = new SiteClock(clock);
        siteClock.observe(clock.instant().plusSeconds(1200), clock.instant(), clock.instant());
        var before = siteClock.instant();
        time.set(step);
        time.pass(Duration.ofSeconds(10));

        assertThat(siteClock.instant()).isEqualTo(before.plusSeconds(10));
    }
}
