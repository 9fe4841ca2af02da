package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** A command's final answer. Only the caller sees a refusal. */
record CommandAnswer(MessageCreateData message, boolean isRefusal) {
    /** Discord takes files of 10 MiB. */
    static final int MAX_FILE = 10_000_000;

    static CommandAnswer embeds(List<MessageEmbed> embeds, List<Button> buttons) {
        MessageCreateBuilder message = silent().setEmbeds(embeds);
        if (!buttons.isEmpty()) {
            message.setComponents(ActionRow.of(buttons));
        }
        return new CommandAnswer(message.build(), false);
    }

    static CommandAnswer embeds(MessageEmbed embed) {
        return embeds(List.of(embed), List.of());
    }

    static CommandAnswer text(String sentence) {
        return new CommandAnswer(silent().setContent(sentence).build(), false);
    }

    /** An error: one sentence that says why, and what to do. */
    static CommandAnswer refused(String sentence) {
        return new CommandAnswer(text(sentence).message(), true);
    }

    /** A sentence with a file. */
    static CommandAnswer file(String sentence, String name, byte[] content) {
        MessageCreateBuilder message = silent().setContent(sentence).setFiles(FileUpload.fromData(content, name));
        return new CommandAnswer(message.build(), false);
    }

    static CommandAnswer question(String question, Button button) {
        MessageCreateBuilder message = silent().setContent(question).setComponents(ActionRow.of(button));
        return new CommandAnswer(message.build(), false);
    }

    /** Another message with this text instead of its own. */
    static CommandAnswer looking(MessageCreateData like, String text) {
        return new CommandAnswer(
                MessageCreateBuilder.from(like)
                        .setContent(text)
                        .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                        .build(),
                false);
    }

    /** As text if it fits, otherwise as an embed, which holds twice as much. */
    static CommandAnswer longText(String text) {
        return text.length() <= Message.MAX_CONTENT_LENGTH
                ? text(text)
                : embeds(new EmbedBuilder()
                        .setDescription(Markdown.cut(text, MessageEmbed.DESCRIPTION_MAX_LENGTH))
                        .build());
    }

    private static MessageCreateBuilder silent() {
        return new MessageCreateBuilder().setAllowedMentions(EnumSet.noneOf(MentionType.class));
    }
}
