package io.github.cheevoherald.discord;

import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** One of our messages, read back from a channel. */
public record PostedMessage(long id, String content, List<MessageEmbed> embeds) {
    public PostedMessage {
        embeds = List.copyOf(embeds);
    }
}
