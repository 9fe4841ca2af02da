package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one award as a card of five lines. */
final class AwardEmbed {
    private static final int MAX_CONSOLE = 100;

    private final Words words;
    private final AwardWords say;

    AwardEmbed(Words words) {
        this.words = words;
        this.say = new AwardWords(words);
    }

    /** Two lines under the title, and what is special about it beside the date. */
    MessageEmbed of(PlayersAward one) {
        AnnouncedAward award = one.award();
        String description = Stream.of(what(award), facts(award))
                .filter(line -> !line.isEmpty())
                .map(FactLine::toString)
                .collect(Collectors.joining("\n"));
        EmbedBuilder embed = new EmbedBuilder().setColor(color(award.kind())).setDescription(description);
        if (WebAddress.isValid(award.pictureUrl())) {
            embed.setThumbnail(award.pictureUrl(), words.say("award.picture.alt", "game", say.spoken(award)));
        }
        String title = Markdown.escapeAndCut(say.title(award), MessageEmbed.TITLE_MAX_LENGTH);
        AwardReadBack.writeCard(embed, PlayerName.of(one.player()), title, one, words.say("award.date"));
        FactLine labels = labels(award);
        if (!labels.isEmpty()) {
            embed.setFooter(labels.toString());
        }
        return embed.build();
    }

    private FactLine what(AnnouncedAward award) {
        FactLine line = new FactLine()
                .add("**" + say.kind(award) + "**")
                .add(Markdown.orIfBlank(Markdown.escapeAndCut(award.console(), MAX_CONSOLE), ""));
        Integer points = award.points();
        return points == null ? line : line.add(words.say("award.points", "points", points));
    }

    private FactLine facts(AnnouncedAward award) {
        return new FactLine()
                .add(say.took(award).map(span -> words.say("award.took", "span", span)))
                .add(say.holders(award));
    }

    /** Stands beside the date, where Discord formats nothing. */
    private FactLine labels(AnnouncedAward award) {
        return new FactLine()
                .addIf(award.first(), words.say("award.first"))
                .add(say.number(award))
                .addIf(award.upgrade(), words.say("unlock.upgrade"))
                .addIf(award.late(), words.say("award.late"));
    }

    static int color(AnnouncedAward.Kind kind) {
        return switch (kind) {
            case MASTERED -> 0xFFB300;
            case COMPLETED -> 0xC9A86A;
            case BEATEN_HARDCORE -> 0x4F8FBF;
            case BEATEN_CASUAL -> 0x8FA3B5;
            case EVENT -> 0x9A6FD0;
        };
    }
}
