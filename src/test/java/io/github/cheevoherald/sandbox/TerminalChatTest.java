package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cheevoherald.sandbox.discord.Chat.Change;
import io.github.cheevoherald.sandbox.discord.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class TerminalChatTest {
    private static final long MESSAGE = 1_573_929_096_658_812_928L;
    private static final String EMBED = """
            {"content":"","embeds":[{"author":{"name":"Wren"},"title":"Light \\\\*Fingers\\\\*","color":16766720,
            "description":"Steal the [lantern](http://x/1)","fields":[{"name":"Game","value":"Lantern Hollow\\n**SNES**"}],
            "footer":{"text":"Hardcore"}}]}
            """;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void printsAnEmbedAsAFewLines() {
        chat(false).accept(Change.CREATED, message(EMBED, 0, false));

        assertThat(printed()).isEqualTo("""
                05:12:18 #unlocks Cheevo Herald
                  | Wren
                  | Light *Fingers*
                  | Steal the lantern
                  | Game: Lantern Hollow / SNES
                  | Hardcore
                """);
    }

    @Test
    void usesColourOnlyWhereWanted() {
        chat(false).accept(Change.CREATED, message(EMBED, 0, false));
        assertThat(printed()).doesNotContain("\u001b");

        chat(true).accept(Change.CREATED, message(EMBED, 0, false));

        assertThat(printed()).contains("\u001b[38;2;255;215;0m");
    }

    @Test
    void printsAnAnswerOnceAfterThinking() {
        TerminalChat chat = chat(false);
        String answer =
                "{\"content\":\"Wren is registered.\",\"interaction_metadata\":{\"user\":{\"username\":\"pixelfern\"}}}";
        chat.accept(Change.CREATED, message("{\"content\":\"\"}", 7, true));
        assertThat(printed()).isEmpty();

        chat.accept(Change.EDITED, message(answer, 7, false));

        assertThat(printed()).isEqualTo("""
                05:12:18 #unlocks Cheevo Herald answers pixelfern, who alone sees it
                  Wren is registered.
                """);
    }

    @Test
    void printsChannelNamesAndTimes() {
        chat(false).accept(Change.CREATED, message("{\"content\":\"In <#77> since <t:1772366400:R>\"}", 0, false));

        assertThat(printed()).endsWith("  In #unlocks since 2026-03-01 12:00\n");
    }

    @Test
    void marksEditedMessages() {
        chat(false).accept(Change.EDITED, message("{\"content\":\"Page 2\"}", 0, false));

        assertThat(printed()).contains("Cheevo Herald (edited)\n");
    }

    @Test
    void filtersTerminalControlCharacters() {
        chat(true).accept(Change.CREATED, message("{\"content\":\"a\\u001b[2Jb\\u202ec\\rd\"}", 0, false));

        assertThat(printed()).endsWith("  a[2Jbcd\n");
    }

    private TerminalChat chat(boolean colour) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new TerminalChat(out, colour, ZoneOffset.UTC, channel -> "unlocks");
    }

    private static Message message(String json, long addressee, boolean thinking) {
        try {
            return new Message(MESSAGE, 1, 2, "Cheevo Herald", addressee, thinking, ControlJson.JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
