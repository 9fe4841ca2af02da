package io.github.cheevoherald.discord;

import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** A message of ours as it stands in a channel. */
public record PostedMessage(long id, String content, List<MessageEmbed> embeds) {
    public PostedMessage {
        embeds = List.copyOf(embeds);
    }
}
