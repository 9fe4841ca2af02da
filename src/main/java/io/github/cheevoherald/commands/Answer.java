package io.github.cheevoherald.commands;

import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** What a command has to say in the end. */
sealed interface Answer {

    /** What was asked for. */
    record Shown(MessageCreateData message) implements Answer {}

    /** An error: one sentence for the caller alone. */
    record Refused(String sentence) implements Answer {}

    static Shown shown(List<MessageEmbed> embeds, List<Button> buttons) {
        MessageCreateBuilder message = silent().setEmbeds(embeds);
        if (!buttons.isEmpty()) {
            message.setComponents(ActionRow.of(buttons));
        }
        return new Shown(message.build());
    }

    static Shown shown(MessageEmbed embed) {
        return shown(List.of(embed), List.of());
    }

    static Shown said(String sentence) {
        return new Shown(silent().setContent(sentence).build());
    }

    static Shown asked(String question, Button button) {
        return new Shown(silent().setContent(question)
                .setComponents(ActionRow.of(button))
                .build());
    }

    private static MessageCreateBuilder silent() {
        return new MessageCreateBuilder().setAllowedMentions(EnumSet.noneOf(MentionType.class));
    }
}
