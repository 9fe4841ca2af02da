package io.github.cheevoherald.announce.events;

import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Event;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** Draws achievements as lines under their events' names, in an embed or as plain text, over as few messages as possible. */
final class EventList {
    private static final int MAX_TITLE = 150;
    private static final int MAX_GAME = 100;

    private final EventWords say;

    EventList(Words words) {
        this.say = new EventWords(words);
    }

    List<RenderedMessage> embedded(List<Begun> achievements) {
        return pages(achievements, MessageEmbed.DESCRIPTION_MAX_LENGTH, MessageForm.LIST);
    }

    List<RenderedMessage> plain(List<Begun> achievements) {
        return pages(achievements, RoleMention.MAX_TEXT, MessageForm.PLAIN);
    }

    private List<RenderedMessage> pages(List<Begun> achievements, int maxLength, MessageForm form) {
        List<RenderedMessage> pages = new ArrayList<>();
        List<Begun> onPage = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Event above = null;
        for (Begun achievement : achievements) {
            String added = added(achievement, above, form);
            if (!onPage.isEmpty() && text.length() + 1 + added.length() > maxLength) {
                pages.add(page(onPage, text, form));
                onPage = new ArrayList<>();
                text = new StringBuilder();
                added = added(achievement, null, form);
            }
            text.append(onPage.isEmpty() ? "" : "\n").append(added);
            onPage.add(achievement);
            above = achievement.event();
        }
        pages.add(page(onPage, text, form));
        return pages;
    }

    /** The achievement's line, under its event's name unless that is above it already. */
    private String added(Begun achievement, @Nullable Event above, MessageForm form) {
        String line = line(achievement, form);
        return achievement.event().equals(above) ? line : say.linkedHeading(achievement.event()) + "\n" + line;
    }

    private String line(Begun achievement, MessageForm form) {
        StringBuilder line = new StringBuilder(EventReadBack.line(say.title(achievement), achievement, MAX_TITLE));
        String game = Markdown.orIfBlank(Markdown.escapeAndCut(achievement.gameTitle(), MAX_GAME), "");
        if (!game.isEmpty()) {
            line.append(" · ").append(game);
        }
        line.append(" · ").append(say.points(achievement)).append(" · ").append(say.end(achievement));
        if (form == MessageForm.LIST) {
            say.holders(achievement).ifPresent(holders -> line.append(" · ").append(holders));
        }
        return line.toString();
    }

    private RenderedMessage page(List<Begun> achievements, StringBuilder text, MessageForm form) {
        return new RenderedMessage(
                new EventAnnouncement(achievements),
                form == MessageForm.PLAIN ? plain(text) : embedded(achievements, text),
                form);
    }

    private static MessageCreateData plain(StringBuilder text) {
        return new MessageCreateBuilder()
                .setContent(text.toString())
                .setSuppressEmbeds(true)
                .build();
    }

    private MessageCreateData embedded(List<Begun> achievements, StringBuilder text) {
        return new MessageCreateBuilder()
                .setContent(say.content(achievements))
                .setEmbeds(new EmbedBuilder()
                        .setColor(EventEmbed.COLOR)
                        .setDescription(text)
                        .build())
                .build();
    }
}
