package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class DiscordFaultsTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private Bot bot;
    private long channel;
    private MessageChannel target;

    @BeforeAll
    void start() {
        bot = Bot.start(discord);
    }

    @BeforeEach
    void channel() {
        channel = discord.channels().create(guild, "unlocks");
        await().until(() -> bot.jda().getTextChannelById(channel) != null);
        target = bot.channel(channel);
        discord.wire().clear();
    }

    @AfterEach
    void calm() {
        discord.faults().clear();
    }

    @AfterAll
    void stop() {
        bot.close();
        discord.close();
    }

    private int requests() {
        return discord.wire()
                .entries("POST", "/channels/" + channel + "/messages")
                .size();
    }

    @Test
    void postsNothingWhenTheConnectionIsCutBeforeTheWork() {
        DiscordFault fault = discord.faults().at(RestFilter.sendsTo(channel)).cutBeforeTheWork();

        assertThatThrownBy(() -> target.sendMessage("hello").complete()).isInstanceOf(ErrorResponseException.class);

        assertThat(fault.strikes()).isPositive();
        assertThat(discord.channels().messages(channel)).isEmpty();
    }

    @Test
    void postsOneMessageWhenTheConnectionIsCutAfterTheWork() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).cutAfterTheWork();

        target.sendMessage("hello").setNonce("cut-after").complete();

        assertThat(requests()).isEqualTo(2);
        assertThat(discord.channels().messages(channel)).hasSize(1);
    }

    @Test
    void leavesTheClientInDoubtWhenTheAnswerIsTruncated() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).truncateAnswer();

        assertThatThrownBy(() -> target.sendMessage("hello").complete()).isInstanceOf(RuntimeException.class);

        assertThat(requests()).isEqualTo(1);
        assertThat(discord.channels().messages(channel)).hasSize(1);
    }

    @Test
    void answersWithAnErrorInsteadOfDoingTheWork() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).status(500);

        assertThatThrownBy(() -> target.sendMessage("hello").complete())
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("500");

        assertThat(discord.channels().messages(channel)).isEmpty();
    }

    @Test
    void answersWithAnErrorAfterDoingTheWork() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).statusAfterTheWork(500);

        assertThatThrownBy(() -> target.sendMessage("hello").complete()).isInstanceOf(ErrorResponseException.class);

        assertThat(discord.channels().messages(channel)).hasSize(1);
    }

    @Test
    void answersWithHtml() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).html(200);

        Http.Result result = new Http(discord).post("/channels/" + channel + "/messages", Json.object());

        assertThat(result.text()).startsWith("<!DOCTYPE html>");
        assertThat(result.headers().get("Content-Type")).startsWith("text/html");
    }

    @Test
    void throttlesWhenOrdered() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).tooManyRequests(Duration.ofMillis(400), false);

        target.sendMessage("hello").complete();

        assertThat(requests()).isEqualTo(2);
        assertThat(discord.wire().entries().get(0).status()).isEqualTo(429);
    }

    @Test
    void holdsARequestUntilItIsReleased() {
        DiscordFault hold =
                discord.faults().at(RestFilter.sendsTo(channel)).times(1).holdBeforeTheWork();
        CompletableFuture<?> sending = target.sendMessage("hello").submit();

        assertThat(hold.awaitHeld(Duration.ofSeconds(5))).isTrue();
        assertThat(discord.channels().messages(channel)).isEmpty();
        hold.release();

        await().until(sending::isDone);
        assertThat(discord.channels().messages(channel)).hasSize(1);
    }

    @Test
    void holdsTheAnswerAfterTheWork() {
        DiscordFault hold =
                discord.faults().at(RestFilter.sendsTo(channel)).times(1).holdAfterTheWork();
        CompletableFuture<?> sending = target.sendMessage("hello").submit();

        assertThat(hold.awaitHeld(Duration.ofSeconds(5))).isTrue();
        assertThat(discord.channels().messages(channel)).hasSize(1);
        assertThat(sending).isNotDone();
        hold.release();

        await().until(sending::isDone);
    }

    @Test
    void hitsOnlyRequestsThatContainAText() {
        DiscordFault fault = discord.faults()
                .at(RestFilter.sendsTo(channel).holding("unlucky"))
                .status(500);

        target.sendMessage("lucky").complete();
        assertThatThrownBy(() -> target.sendMessage("unlucky").complete()).isInstanceOf(ErrorResponseException.class);

        assertThat(fault.strikes()).isEqualTo(1);
    }

    @Test
    void hitsTheSameRequestsForTheSameSeed() {
        discord.rateLimits().off();
        Http http = new Http(discord);
        DiscordFault half = discord.faults()
                .at(RestFilter.request("GET", "/users/@me"))
                .chance(0.5, 7)
                .status(503);
        for (int i = 0; i < 40; i++) {
            http.get("/users/@me");
        }

        assertThat(half.strikes()).isBetween(10, 30);
        assertThat(half.strikes()).isEqualTo((int) discord.wire().entries().stream()
                .filter(entry -> entry.status() == 503)
                .count());
    }

    @Test
    void delaysAnswers() {
        discord.faults().at(RestFilter.sendsTo(channel)).times(1).delay(Duration.ofMillis(300));
        long before = System.nanoTime();

        target.sendMessage("hello").complete();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void keepsTheTokenOutOfTheLog() {
        target.sendMessage("hello").complete();

        assertThat(discord.wire().entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(discord.token()));
    }
}
