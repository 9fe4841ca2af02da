package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
    private final ObjectNode hello = Json.object().put("content", "hello");
    private EmbeddedDiscord discord;
    private Http http;
    private String path;
    private long channel;

    @BeforeEach
    void start() {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        http = new Http(discord);
        channel = discord.channels().create(discord.world().createGuild("Retro Club"), "unlocks");
        path = "/channels/" + channel + "/messages";
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void refusesTheSixthMessageInFiveSeconds() {
        for (int i = 4; i >= 0; i--) {
            Http.Result sent = http.post(path, hello);
            assertThat(sent.status()).isEqualTo(200);
            assertThat(sent.headers().get("X-RateLimit-Remaining")).isEqualTo("" + i);
        }

        Http.Result sixth = http.post(path, hello);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.json().path("retry_after").asDouble()).isBetween(0.001, 5.0);
        assertThat(sixth.headers().get("Retry-After")).matches("[1-5]");
        assertThat(sixth.headers().get("Via")).isEqualTo("1.1 google");
        assertThat(discord.rateLimits().refusals()).isEqualTo(1);
        assertThat(discord.channels().messages(channel)).hasSize(5);
    }

    @Test
    void appliesAGlobalLimitIfOrdered() {
        discord.rateLimits().global(2, Duration.ofMinutes(1));
        http.get("/users/@me");
        http.get("/users/@me");

        Http.Result third = http.get("/users/@me");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json().path("global").asBoolean()).isTrue();
        assertThat(third.headers().get("X-RateLimit-Global")).isEqualTo("true");
    }

    @Test
    void aClientThatObeysNeverGetsA429() {
        discord.rateLimits().perChannel(5, Duration.ofSeconds(1));
        try (Bot bot = Bot.start(discord)) {
            MessageChannel target = bot.channel(channel);
            List<CompletableFuture<?>> sends = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                sends.add(target.sendMessage("message " + i).submit());
            }

            await().until(() -> sends.stream().allMatch(CompletableFuture::isDone));

            assertThat(discord.channels().messages(channel))
                    .extracting(Message::content)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 12).mapToObj(i -> "message " + i).toList());
            assertThat(discord.rateLimits().refusals()).isZero();
        }
    }
}
