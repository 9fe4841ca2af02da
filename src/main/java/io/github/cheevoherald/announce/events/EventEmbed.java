package io.github.cheevoherald.announce.events;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one achievement of an event as a card of five lines, or as a compact one of three. */
final class EventEmbed {
    static final int COLOR = 0x9B6DFF;

    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_GAME = 150;

    private final Words words;
    private final EventWords say;

    EventEmbed(Words words) {
        this.words = words;
        this.say = new EventWords(words);
    }

    MessageEmbed card(Begun achievement) {
        return of(achievement, String.join("\n", lines(achievement)));
    }

    /** Everything about the achievement on one line. */
    MessageEmbed compact(Begun achievement) {
        FactLine line = new FactLine()
                .add(EventReadBack.begun(achievement))
                .add(facts(achievement))
                .add(say.end(achievement));
        return of(achievement, line.toString());
    }

    private MessageEmbed of(Begun achievement, String description) {
        EmbedBuilder embed = new EmbedBuilder()
                .setColor(COLOR)
                .setAuthor(
                        say.heading(achievement.event()),
                        WebAddress.orNull(achievement.event().url()),
                        WebAddress.orNull(achievement.event().badgeUrl()))
                .setDescription(description);
        if (WebAddress.isValid(achievement.badgeUrl())) {
            embed.setThumbnail(achievement.badgeUrl(), words.say("badge.alt", "achievement", say.spoken(achievement)));
        }
        String title = Markdown.escapeAndCut(say.title(achievement), MessageEmbed.TITLE_MAX_LENGTH);
        EventReadBack.writeCard(embed, title, achievement);
        say.spokenHolders(achievement).ifPresent(embed::setFooter);
        return embed.build();
    }

    private List<String> lines(Begun achievement) {
        List<String> lines = new ArrayList<>();
        String description = Markdown.orIfBlank(Markdown.escapeAndCut(achievement.description(), MAX_DESCRIPTION), "");
        if (!description.isEmpty()) {
            lines.add(description);
        }
        lines.add(facts(achievement));
        lines.add(period(achievement));
        return lines;
    }

    private String facts(Begun achievement) {
        String game = Markdown.orIfBlank(achievement.gameTitle(), "");
        return game.isEmpty()
                ? say.points(achievement)
                : say.points(achievement) + " · " + Markdown.link(game, achievement.gameUrl(), MAX_GAME);
    }

    private String period(Begun achievement) {
        return EventReadBack.begun(achievement) + " · " + say.end(achievement);
    }
}
