package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Draws the news of several sets as lines of text, in an embed or without one. */
final class SetLines {
    private static final int COLOR = 0x5B8DEF;
    private static final int MAX_TITLE = 150;

    /** So that a line always fits into a message. */
    private static final int MAX_NAMES = 4;

    private final Words words;
    private final SetWords say;

    SetLines(Words words) {
        this.words = words;
        this.say = new SetWords(words, MAX_NAMES);
    }

    /** Lists, a line for each set. */
    List<RenderedMessage> list(SetAnnouncement announcement) {
        return filled(announcement, MessageEmbed.DESCRIPTION_MAX_LENGTH, MessageForm.LIST, this::embed);
    }

    /** Text without embeds. */
    List<RenderedMessage> plain(SetAnnouncement announcement) {
        return filled(
                announcement,
                RoleMention.MAX_TEXT,
                MessageForm.PLAIN,
                (news, text) -> new MessageCreateBuilder()
                        .setContent(text)
                        .setSuppressEmbeds(true)
                        .build());
    }

    private MessageCreateData embed(List<SetNews> news, String text) {
        MessageEmbed embed = new EmbedBuilder()
                .setColor(COLOR)
                .setAuthor(words.say("sets.list", "count", news.size()))
                .setDescription(text)
                .build();
        return new MessageCreateBuilder()
                .setContent(words.say("sets.spoken.list", "count", news.size()))
                .setEmbeds(embed)
                .build();
    }

    private List<RenderedMessage> filled(
            SetAnnouncement announcement,
            int max,
            MessageForm form,
            BiFunction<List<SetNews>, String, MessageCreateData> message) {
        List<RenderedMessage> result = new ArrayList<>();
        List<SetNews> news = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (SetNews one : announcement.sets()) {
            String line = line(one);
            if (!news.isEmpty() && text.length() + 1 + line.length() > max) {
                result.add(rendered(news, text, form, message));
                news = new ArrayList<>();
                text = new StringBuilder();
            }
            text.append(news.isEmpty() ? "" : "\n").append(line);
            news.add(one);
        }
        result.add(rendered(news, text, form, message));
        return result;
    }

    private static RenderedMessage rendered(
            List<SetNews> news,
            StringBuilder text,
            MessageForm form,
            BiFunction<List<SetNews>, String, MessageCreateData> message) {
        return new RenderedMessage(new SetAnnouncement(news), message.apply(news, text.toString()), form);
    }

    private String line(SetNews news) {
        return new FactLine()
                .add(SetReadBack.line(say.title(news), news, MAX_TITLE))
                .add(say.heading(news))
                .add(say.figures(news))
                .add(say.console(news))
                .add(say.reasons(news).stream().findFirst())
                .toString();
    }
}
