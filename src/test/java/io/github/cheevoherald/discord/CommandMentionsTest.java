package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.Test;

final class CommandMentionsTest {
    private final CommandMentions mentions = new CommandMentions();

    @Test
    void commandsArePlainTextUntilTheyAreRegistered() {
        assertThat(mentions.in("`/feed set` chooses, `/help` helps")).isEqualTo("`/feed set` chooses, `/help` helps");
    }

    @Test
    void registeredCommandsAreClickable() throws IOException {
        learn("""
                [{"id": "12", "name": "feed"}, {"id": "13", "type": 2, "name": "help"}, {"id": "x", "name": "players"}]""");

        assertThat(mentions.in("`/feed set`, `/help`, `/players`, `member`"))
                .isEqualTo("</feed set:12>, `/help`, `/players`, `member`");
    }

    @Test
    void noPartOfTheHelpIsTooLongForDiscord() throws IOException {
        String id = "9".repeat(20);
        StringBuilder all = new StringBuilder();
        for (String name : List.of("register", "unregister", "players", "feed", "unlocks", "aotw", "tickets", "help")) {
            all.append(all.isEmpty() ? "[" : ",").append("{\"id\": \"" + id + "\", \"name\": \"" + name + "\"}");
        }
        learn(all + "]");

        for (String part : List.of("help.everyone", "help.unlocks", "help.tickets", "help.admins")) {
            assertThat(mentions.in(Words.english().say(part)))
                    .doesNotContain("`/")
                    .hasSizeLessThanOrEqualTo(MessageEmbed.VALUE_MAX_LENGTH);
        }
    }

    private void learn(String json) throws IOException {
        mentions.learn(new ObjectMapper().readTree(json));
    }
}
