package io.github.cheevoherald.retroachievements;

import static io.github.cheevoherald.retroachievements.TestSite.HTML;
import static io.github.cheevoherald.retroachievements.TestSite.good;
import static io.github.cheevoherald.retroachievements.TestSite.status;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.Outcome.By;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.RefusedKey;
import io.github.cheevoherald.retroachievements.Outcome.Throttled;
import io.github.cheevoherald.retroachievements.Outcome.Unavailable;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only requests actually sent to the site count towards a member's ten a minute. */
@Timeout(120)
final class UnsentQuestionsTest {
    private static final Requester ANN = Requester.command(1);

    private final TestSite site = new TestSite();
    private final AnswerCache questions =
            new AnswerCache(site.connection()::forPeople, MutableClock.at("2026-11-22T12:00:00Z"));
    private int asked;

    @AfterEach
    void endSite() {
        site.close();
    }

    private Outcome<List<RecentUnlock>> ask() {
        return questions.ask(ANN, "question " + asked++, port -> port.recentUnlocks("x", 1));
    }

    private void hasRequestsLeft(int count) {
        site.answerAll(good("[]"));
        for (int i = 0; i < count; i++) {
            assertThat(ask()).as("request %s", i).isInstanceOf(Found.class);
        }
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Throttled.class, refused -> assertThat(refused.by()).isEqualTo(By.MEMBER_ALLOWANCE));
    }

    @Test
    void questionsUnsentWhileTheKeyIsRefusedDoNotCount() {
        site.answerAll(status(401).build());
        for (int i = 0; i < 30; i++) {
            assertThat(ask()).isEqualTo(new RefusedKey<>());
        }
        assertThat(site.requests()).isEqualTo(1);
        site.connection().keyChanged();

        hasRequestsLeft(9);
    }

    @Test
    void questionsUnsentDuringThrottlingDoNotCount() {
        site.answerAll(status(429).addHeader("Retry-After", "17").build());
        for (int i = 0; i < 30; i++) {
            assertThat(ask()).isEqualTo(new Throttled<>(By.SITE, ofSeconds(17)));
        }
        assertThat(site.requests()).isEqualTo(1);
        site.time().pass(ofSeconds(17));

        hasRequestsLeft(9);
    }

    @Test
    void questionsUnsentDuringAnOutageDoNotCount() {
        MockResponse busy =
                status(503).addHeader("Retry-After", "600").body(HTML).build();
        site.answerAll(busy);
        for (int i = 0; i < 30; i++) {
            assertThat(ask()).isInstanceOf(Unavailable.class);
        }
        // The first of them, and the neutral one sent instead of the second.
        assertThat(site.requests()).isEqualTo(2);
        site.time().pass(ofMinutes(10));
        site.answerAll(good("[]"));

        assertThat(site.health().nanosUntilAllowed()).isPositive();
    }

    @Test
    void questionsThatNeedNoRequestDoNotCount() {
        for (int i = 0; i < 30; i++) {
            Outcome<TicketData.Ticket> none = questions.ask(ANN, "none " + i, port -> port.ticket(0));
            assertThat(none).isInstanceOf(Missing.class);
        }
        assertThat(site.requests()).isZero();

        hasRequestsLeft(10);
    }

    @Test
    void questionsGivenUpAtShutdownDoNotCount() {
        site.connection().close();
        for (int i = 0; i < 30; i++) {
            assertThat(ask()).isEqualTo(new Unavailable<>("the bot is stopping"));
        }
    }
}
