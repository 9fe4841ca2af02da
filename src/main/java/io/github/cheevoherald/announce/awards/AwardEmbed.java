package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.Symbol;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one award as a card of four lines, or as a compact one of three. A mastery has a large picture. */
final class AwardEmbed {
    private static final int MAX_CONSOLE = 100;

    private final Words words;
    private final AwardWords say;

    AwardEmbed(Words words) {
        this.words = words;
        this.say = new AwardWords(words);
    }

    /** Two lines under the title, and what is special about it beside the date. */
    MessageEmbed card(PlayersAward one) {
        AnnouncedAward award = one.award();
        String description = Stream.of(what(award), facts(award))
                .filter(line -> !line.isEmpty())
                .map(FactLine::toString)
                .collect(Collectors.joining("\n"));
        EmbedBuilder embed = start(one, description);
        String picture = picture(award);
        if (award.kind() == AnnouncedAward.Kind.MASTERED && WebAddress.isValid(picture)) {
            embed.setImage(picture, alt(award));
        } else {
            addThumbnail(embed, award);
        }
        return embed.build();
    }

    /** What it is, and how long it took, on one line. */
    MessageEmbed compact(PlayersAward one) {
        AnnouncedAward award = one.award();
        EmbedBuilder embed = start(one, what(award).add(took(award)).toString());
        addThumbnail(embed, award);
        return embed.build();
    }

    /** A scene of the game if there is one; its icon is small. */
    private static String picture(AnnouncedAward award) {
        String scene = award.sceneUrl();
        return scene == null ? award.pictureUrl() : scene;
    }

    private String alt(AnnouncedAward award) {
        return words.say("award.picture.alt", "game", say.spoken(award));
    }

    private void addThumbnail(EmbedBuilder embed, AnnouncedAward award) {
        if (WebAddress.isValid(award.pictureUrl())) {
            embed.setThumbnail(award.pictureUrl(), alt(award));
        }
    }

    private EmbedBuilder start(PlayersAward one, String description) {
        AnnouncedAward award = one.award();
        EmbedBuilder embed = new EmbedBuilder().setColor(color(award.kind())).setDescription(description);
        String title = Markdown.escapeAndCut(say.title(award), MessageEmbed.TITLE_MAX_LENGTH);
        AwardReadBack.writeCard(embed, PlayerName.of(one.player()), title, one, words.say("award.date"));
        FactLine labels = labels(award);
        if (!labels.isEmpty()) {
            embed.setFooter(labels.toString());
        }
        return embed;
    }

    private FactLine what(AnnouncedAward award) {
        FactLine line = new FactLine()
                .add(say.symbol(award) + "**" + say.kind(award) + "**")
                .add(console(award.console()));
        Integer points = award.points();
        return points == null ? line : line.add(words.say("award.points", "points", points));
    }

    private static String console(String name) {
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(name, MAX_CONSOLE), "");
        return console.isEmpty() ? "" : Symbol.ofConsole(name).before(console);
    }

    private FactLine facts(AnnouncedAward award) {
        return new FactLine().add(took(award)).add(say.holders(award));
    }

    private Optional<String> took(AnnouncedAward award) {
        return say.took(award).map(span -> words.say("award.took", "span", span));
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
