package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.MessageForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Draws an example that looks like an announcement, says that it is none, and reads back as none. */
final class ExampleMessage {
    private ExampleMessage() {}

    static MessageCreateData of(AnnouncementKind kind, Example example, Instant now, MessageForm form) {
        MessageCreateData drawn =
                Composer.draw(kind, kind.example(example, now), form).get(0).message();
        MessageCreateBuilder message = MessageCreateBuilder.from(drawn);
        List<MessageEmbed> embeds = new ArrayList<>(drawn.getEmbeds());
        if (embeds.isEmpty()) {
            return message.setContent(drawn.getContent() + "\n-# " + kind.exampleNote())
                    .build();
        }
        int last = embeds.size() - 1;
        embeds.set(
                last,
                new EmbedBuilder(embeds.get(last)).setFooter(kind.exampleNote()).build());
        return message.setEmbeds(embeds).build();
    }
}
