package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one unlock as a card. */
final class UnlockEmbed {
    static final int HARDCORE = 0xFFC83D;
    static final int CASUAL = 0x9DB5CC;

    private static final int MAX_DESCRIPTION = 1000;
    private static final int MAX_GAME = 200;
    private static final int MAX_CONSOLE = 100;
    private static final int MAX_EVENT = 200;

    private final Words words;
    private final UnlockWords say;

    UnlockEmbed(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    MessageEmbed of(PlayerCard player, Unlock unlock) {
        EmbedBuilder embed = new EmbedBuilder()
                .setColor(color(unlock.hardcore()))
                .setDescription(description(unlock))
                .addField(words.say("unlock.game"), game(unlock), true)
                .addField(words.say("unlock.points"), points(unlock), true)
                .addField(words.say("unlock.mode"), mode(unlock), true);
        say.event(unlock, MAX_EVENT).ifPresent(event -> embed.addField(words.say("unlock.event"), event, false));
        UnlockReadBack.writeAuthor(embed, say.player(player), player);
        if (WebAddress.isValid(unlock.badgeUrl())) {
            embed.setThumbnail(unlock.badgeUrl(), words.say("badge.alt", "achievement", say.spoken(unlock)));
        }
        String title = Markdown.escapeAndCut(say.title(unlock), MessageEmbed.TITLE_MAX_LENGTH);
        UnlockReadBack.writeCard(embed, title, unlock, words.say("unlock.date"));
        if (unlock.late()) {
            embed.setFooter(words.say("unlock.late"));
        }
        return embed.build();
    }

    static int color(boolean hardcore) {
        return hardcore ? HARDCORE : CASUAL;
    }

    private static String description(Unlock unlock) {
        return Markdown.orIfBlank(Markdown.escapeLinesAndCut(unlock.description(), MAX_DESCRIPTION), "");
    }

    private String game(Unlock unlock) {
        String link = Markdown.link(say.game(unlock), unlock.gameUrl(), MAX_GAME);
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(unlock.console(), MAX_CONSOLE), "");
        return console.isEmpty() ? link : link + "\n" + console;
    }

    private String points(Unlock unlock) {
        return words.say("unlock.points.value", "points", unlock.points(), "retroPoints", unlock.retroPoints());
    }

    private String mode(Unlock unlock) {
        List<String> lines = new ArrayList<>();
        lines.add(say.mode(unlock));
        if (unlock.upgrade()) {
            lines.add(words.say("unlock.upgrade"));
        }
        say.type(unlock).ifPresent(lines::add);
        return String.join("\n", lines);
    }
}
