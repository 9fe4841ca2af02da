package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cheevoherald.MutableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InteractionTimesTest {
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(clock);
    private final Http http = new Http(discord);
    private final long guild = discord.world().createGuild("Retro Club");
    private final long channel = discord.channels().create(guild, "unlocks");
    private final long member = discord.world().createMember(guild, "Ada");
    private final ObjectNode hello = Json.object().put("content", "hello");
    private Interaction call;

    @BeforeEach
    void callACommand() {
        ObjectNode command = Json.object().put("name", "help").put("description", "Helps");
        http.post("/applications/" + discord.world().botId() + "/commands", command);
        call = discord.interactions().slash(channel, member, "help", Map.of());
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private Http.Result answer(int type) {
        ObjectNode body = Json.object().put("type", type);
        body.set("data", hello);
        return http.post("/interactions/" + call.id() + "/" + call.token() + "/callback", body);
    }

    private Http.Result followUp() {
        return http.post("/webhooks/" + discord.world().botId() + "/" + call.token(), hello);
    }

    @Test
    void refusesAFirstAnswerAfterThreeSeconds() {
        clock.advance(Duration.ofMillis(3001));

        Http.Result late = answer(4);

        assertThat(late.status()).isEqualTo(404);
        assertThat(late.code()).isEqualTo(10062);
        assertThat(call.progress()).isEqualTo(Interaction.Progress.FAILED);
    }

    @Test
    void acceptsFollowUpsForFifteenMinutes() {
        assertThat(answer(4).status()).isEqualTo(204);
        clock.advance(Duration.ofMinutes(15));
        assertThat(followUp().status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(followUp().code()).isEqualTo(50027);
    }

    @Test
    void acceptsNoFollowUpBeforeTheFirstAnswer() {
        assertThat(followUp().code()).isEqualTo(10015);
    }

    @Test
    void refusesAnAnswerThatDoesNotFitTheInteraction() {
        assertThat(answer(8).code()).isEqualTo(50035);
        assertThat(answer(7).code()).isEqualTo(50035);
        assertThat(answer(4).status()).isEqualTo(204);
    }
}
