package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.sets.SetNews;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * Writes the game and date of each set into a message, and reads them back from any message in a channel. What an earlier
 * version wrote must stay readable: it stands in channels.
 */
final class SetReadBack {
    private static final Pattern GAME = Pattern.compile("/game/(\\d+)");

    /** After a backslash a date is a part of somebody's title. */
    private static final Pattern LINE = Pattern.compile("(?<!\\\\)<t:(-?\\d+):d> \\[.*?]\\([^)\\s]+/game/(\\d+)\\)");

    private SetReadBack() {}

    /** Makes an embed a set's card by setting author, title, address and date: no other kind has an author without a page. */
    static void writeCard(EmbedBuilder embed, String heading, String title, SetNews news) {
        embed.setAuthor(heading);
        embed.setTitle(title, WebAddress.orNull(news.url()));
        embed.setTimestamp(Instant.ofEpochSecond(news.date()));
    }

    /** The beginning of a line about a set. */
    static String line(String title, SetNews news, int maxTitle) {
        return "<t:" + news.date() + ":d> " + Markdown.link(title, news.url(), maxTitle);
    }

    /** The sets that a message announces; none when it is no announcement of sets. */
    static Set<ItemKey> read(String content, List<MessageEmbed> embeds) {
        Set<ItemKey> all = new HashSet<>();
        readLines(content, all);
        for (MessageEmbed embed : embeds) {
            Matcher game = GAME.matcher(String.valueOf(embed.getUrl()));
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            if (game.find() && author != null && author.getUrl() == null && embed.getTimestamp() != null) {
                all.add(key(game.group(1), embed.getTimestamp().toEpochSecond()));
            } else {
                readLines(String.valueOf(embed.getDescription()), all);
            }
        }
        return all;
    }

    private static void readLines(String text, Set<ItemKey> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            all.add(key(line.group(2), Long.parseLong(line.group(1))));
        }
    }

    private static ItemKey key(String game, long date) {
        return ItemKey.of("", game, date);
    }
}
