package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws the news of one set as a card of five lines, or as a compact one of three. */
final class SetCard {
    private static final int NEW = 0x4CB782;
    private static final int REVISED = 0x5B8DEF;
    private static final int INCOMPLETE = 0xE8875B;
    private static final int MAX_NAMES = 5;
    private static final int MAX_SPOKEN = 200;

    private final Words words;
    private final SetWords say;

    SetCard(Words words) {
        this.words = words;
        this.say = new SetWords(words, MAX_NAMES);
    }

    /** Its size, its origin, and the best reason to announce it; further reasons stand below. */
    MessageEmbed card(SetNews news) {
        List<String> lines = new ArrayList<>();
        say.figures(news).ifPresent(lines::add);
        lines.add(say.origin(news));
        List<String> reasons = say.reasons(news);
        reasons.stream().findFirst().ifPresent(lines::add);
        lines.removeIf(String::isEmpty);
        EmbedBuilder embed = start(news, String.join("\n", lines));
        if (reasons.size() > 1) {
            List<String> further = say.spokenReasons(news);
            embed.setFooter(String.join(" · ", further.subList(1, further.size())));
        }
        return embed.build();
    }

    /** Its size and console on one line, and the reasons below. */
    MessageEmbed compact(SetNews news) {
        FactLine line = new FactLine().add(say.figures(news)).add(say.console(news));
        EmbedBuilder embed = start(news, line.toString());
        String reasons = String.join(" · ", say.spokenReasons(news));
        if (!reasons.isEmpty()) {
            embed.setFooter(reasons);
        }
        return embed.build();
    }

    private EmbedBuilder start(SetNews news, String description) {
        EmbedBuilder embed = new EmbedBuilder().setColor(color(news)).setDescription(description);
        SetReadBack.writeCard(
                embed, say.heading(news), Markdown.escapeAndCut(say.title(news), MessageEmbed.TITLE_MAX_LENGTH), news);
        if (WebAddress.isValid(news.pictureUrl())) {
            String spoken = Markdown.plain(say.title(news), MAX_SPOKEN);
            embed.setThumbnail(news.pictureUrl(), words.say("sets.picture", "game", spoken));
        }
        return embed;
    }

    /** One line of text, for notifications and for members who see no embeds. */
    String spoken(SetNews news) {
        String title = "**" + Markdown.escapeAndCut(say.title(news), MAX_SPOKEN) + "**";
        String text = words.say("sets.spoken." + news.work(), "game", title);
        return say.newsInFigures(news).map(figures -> text + ": " + figures).orElse(text);
    }

    private static int color(SetNews news) {
        if (!news.incomplete().isEmpty()) {
            return INCOMPLETE;
        }
        return news.work() == SetNews.Work.NEW ? NEW : REVISED;
    }
}
