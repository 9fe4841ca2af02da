package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenApiCheckTest {
    @BeforeEach
    void needsTheFile() {
        Assumptions.assumeTrue(OpenApiCheck.available(), "Discord's API description isn't available");
    }

    @Test
    void acceptsEverythingDiscordAccepts() throws JsonProcessingException {
        assertThat(problems("POST", "/channels/12/messages", "{\"content\":\"hello\",\"nonce\":\"a\"}"))
                .isEmpty();
        assertThat(problems("PATCH", "/webhooks/1/token/messages/@original", "{\"content\":\"hello\"}"))
                .isEmpty();
    }

    @Test
    void acceptsDigitsAsNumbersAndNumbersAsIds() throws JsonProcessingException {
        String command = """
                [{"name":"feed","description":"Feeds","type":1,"contexts":["0"],"integration_types":["0"],
                  "default_member_permissions":"32","options":[]}]""";

        assertThat(problems("PUT", "/applications/1/commands", command)).isEmpty();
        assertThat(problems("POST", "/channels/12/messages", "{\"attachments\":[{\"id\":0,\"filename\":\"a.png\"}]}"))
                .isEmpty();
    }

    @Test
    void namesAnEmbedThatIsTooLong() throws JsonProcessingException {
        String body = "{\"embeds\":[{\"title\":\"" + "x".repeat(257) + "\"}]}";

        assertThat(problems("POST", "/channels/12/messages", body))
                .singleElement()
                .asString()
                .contains("POST /channels/12/messages", "256");
    }

    @Test
    void namesAButtonWithoutAStyle() throws JsonProcessingException {
        String body = """
                {"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"custom_id":"a"}]}]}}""";

        assertThat(problems("POST", "/interactions/1/token/callback", body)).isNotEmpty();
    }

    @Test
    void namesAnUnknownOperation() throws JsonProcessingException {
        assertThat(problems("POST", "/guilds/1/fireworks", "{}"))
                .containsExactly("POST /guilds/1/fireworks: no such operation");
    }

    private static List<String> problems(String method, String path, String body) throws JsonProcessingException {
        return OpenApiCheck.problems(new WireEntry(
                Instant.EPOCH, method, path, Map.of(), Map.of(), Json.parse(body), List.of(), 200, null, null));
    }
}
