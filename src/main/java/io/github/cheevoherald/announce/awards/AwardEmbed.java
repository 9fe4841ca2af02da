package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one award as a card. */
final class AwardEmbed {
    private static final int MAX_CONSOLE = 100;

    private final Words words;
    private final AwardWords say;

    AwardEmbed(Words words) {
        this.words = words;
        this.say = new AwardWords(words);
    }

    MessageEmbed of(PlayersAward one) {
        AnnouncedAward award = one.award();
        EmbedBuilder embed = new EmbedBuilder().setColor(color(award.kind())).setDescription(description(award));
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(award.console(), MAX_CONSOLE), "");
        if (!console.isEmpty()) {
            embed.addField(words.say("award.console"), console, true);
        }
        if (award.points() != null) {
            embed.addField(words.say("award.points"), words.say("award.points.value", "points", award.points()), true);
        }
        say.took(award).ifPresent(took -> embed.addField(words.say("award.took"), took, true));
        say.holders(award).ifPresent(holders -> embed.addField(words.say("award.holders"), holders, true));
        if (WebAddress.isValid(award.pictureUrl())) {
            embed.setThumbnail(award.pictureUrl(), words.say("award.picture.alt", "game", say.spoken(award)));
        }
        String title = Markdown.escapeAndCut(say.title(award), MessageEmbed.TITLE_MAX_LENGTH);
        AwardReadBack.writeCard(embed, say.player(one.player()), title, one, words.say("award.date"));
        if (award.late()) {
            embed.setFooter(words.say("award.late"));
        }
        return embed.build();
    }

    private String description(AnnouncedAward award) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + say.kind(award) + "**");
        if (award.upgrade()) {
            lines.add(words.say("unlock.upgrade"));
        }
        say.number(award).ifPresent(lines::add);
        if (award.first()) {
            lines.add(words.say("award.first"));
        }
        return String.join("\n", lines);
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
