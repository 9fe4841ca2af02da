package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** How one unlock looks. */
final class UnlockEmbed {
    static final int HARDCORE = 0xFFC83D;
    static final int SOFTCORE = 0x9DB5CC;

    private static final int MOST_DESCRIPTION = 1000;
    private static final int MOST_GAME = 200;
    private static final int MOST_CONSOLE = 100;

    /** What ISO 8601 writes with four digits; Discord takes no other year. */
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Words words;
    private final UnlockWords say;

    UnlockEmbed(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    MessageEmbed of(PlayerCard player, Unlock unlock) {
        EmbedBuilder embed = new EmbedBuilder()
                .setColor(color(unlock.hardcore()))
                .setTitle(
                        Markdown.escapeAndCut(say.title(unlock), MessageEmbed.TITLE_MAX_LENGTH),
                        WebAddress.orNull(unlock.url()))
                .setDescription(description(unlock))
                .addField(words.say("unlock.game"), game(unlock), true)
                .addField(words.say("unlock.points"), points(unlock), true)
                .addField(words.say("unlock.mode"), mode(unlock), true);
        setAuthor(embed, player);
        if (WebAddress.isValid(unlock.badgeUrl())) {
            embed.setThumbnail(unlock.badgeUrl(), words.say("badge.alt", "achievement", say.spoken(unlock)));
        }
        if (unlock.unlockedAt() >= FIRST_SECOND && unlock.unlockedAt() <= LAST_SECOND) {
            embed.setTimestamp(Instant.ofEpochSecond(unlock.unlockedAt()));
        } else {
            embed.addField(words.say("unlock.date"), UnlockWords.time(unlock.unlockedAt()), true);
        }
        if (unlock.late()) {
            embed.setFooter(words.say("unlock.late"));
        }
        return embed.build();
    }

    void setAuthor(EmbedBuilder embed, PlayerCard player) {
        embed.setAuthor(say.player(player), WebAddress.orNull(player.url()), WebAddress.orNull(player.pictureUrl()));
    }

    static int color(boolean hardcore) {
        return hardcore ? HARDCORE : SOFTCORE;
    }

    private static String description(Unlock unlock) {
        return Markdown.orIfBlank(Markdown.escapeLinesAndCut(unlock.description(), MOST_DESCRIPTION), "");
    }

    private String game(Unlock unlock) {
        String link = Markdown.link(say.game(unlock), unlock.gameUrl(), MOST_GAME);
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(unlock.console(), MOST_CONSOLE), "");
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
