package io.github.cheevoherald.commands;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** A command's final answer. */
sealed interface CommandAnswer {

    record Shown(MessageCreateData message) implements CommandAnswer {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.shown().apply(this);
        }
    }

    /** An error: one sentence that only the caller sees. */
    record Refused(String sentence) implements CommandAnswer {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused().apply(this);
        }
    }

    record Cases<R>(Function<? super Shown, ? extends R> shown, Function<? super Refused, ? extends R> refused) {}

    <R> R fold(Cases<R> cases);

    static Shown embeds(List<MessageEmbed> embeds, List<Button> buttons) {
        MessageCreateBuilder message = silent().setEmbeds(embeds);
        if (!buttons.isEmpty()) {
            message.setComponents(ActionRow.of(buttons));
        }
        return new Shown(message.build());
    }

    static Shown embeds(MessageEmbed embed) {
        return embeds(List.of(embed), List.of());
    }

    static Shown text(String sentence) {
        return new Shown(silent().setContent(sentence).build());
    }

    static Shown question(String question, Button button) {
        return new Shown(silent().setContent(question)
                .setComponents(ActionRow.of(button))
                .build());
    }

    private static MessageCreateBuilder silent() {
        return new MessageCreateBuilder().setAllowedMentions(EnumSet.noneOf(MentionType.class));
    }
}
