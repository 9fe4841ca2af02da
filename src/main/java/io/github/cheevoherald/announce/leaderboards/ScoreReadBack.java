package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * Writes the player, leaderboard and date of each score into a message, and reads them back from any message in a
 * channel. What an earlier version wrote must stay readable: it stands in channels.
 */
final class ScoreReadBack {
    private static final String PAGE = "/leaderboardinfo\\.php\\?i=(\\d+)";
    private static final Pattern LEADERBOARD = Pattern.compile(PAGE);
    private static final Pattern PROFILE = Pattern.compile("]\\(([^)\\s]+/user/[^)\\s]+)\\)");

    /** After a backslash a date is a part of somebody's title. */
    private static final Pattern LINE = Pattern.compile(
            "(?<!\\\\)<t:(-?\\d+):[ft]> (?:\\[.*?]\\(([^)\\s]+/user/[^)\\s]+)\\) (?:[^\\[\\s]+ )?)?\\[.*?]\\([^)\\s]+"
                    + PAGE + "\\)");

    private ScoreReadBack() {}

    /** Makes an embed a score's card by setting author, title, address and date. */
    static void writeCard(EmbedBuilder embed, String name, PlayerCard player, String title, Score score) {
        writeAuthor(embed, name, player);
        embed.setTitle(title, WebAddress.orNull(score.url()));
        embed.setTimestamp(Instant.ofEpochSecond(score.scoredAt()));
    }

    /** Makes the player the one whom an embed, and the lines in it, are about. */
    static void writeAuthor(EmbedBuilder embed, String name, PlayerCard player) {
        embed.setAuthor(name, WebAddress.orNull(player.url()), WebAddress.orNull(player.pictureUrl()));
    }

    /** A link to the player, to stand above lines of text that are about them. */
    static String heading(String name, PlayerCard player, int maxName) {
        return "**" + Markdown.link(name, player.url(), maxName) + "**";
    }

    /** The beginning of a line about a score of the player above it, with its whole date. */
    static String dated(String title, Score score, int maxTitle) {
        return "<t:" + score.scoredAt() + ":f> " + Markdown.link(title, score.url(), maxTitle);
    }

    /** The beginning of a line about a score of the player and the day above it. */
    static String line(String title, Score score, int maxTitle) {
        return time(score) + Markdown.link(title, score.url(), maxTitle);
    }

    /** The beginning of a line about a score that names its player. */
    static String line(String name, PlayerCard player, int maxName, String title, Score score, int maxTitle) {
        return time(score) + Markdown.link(name, player.url(), maxName) + " "
                + Markdown.link(title, score.url(), maxTitle);
    }

    private static String time(Score score) {
        return "<t:" + score.scoredAt() + ":t> ";
    }

    /** The scores that a message announces; none when it is no announcement of scores. */
    static Set<ItemKey> read(String content, List<MessageEmbed> embeds) {
        Set<ItemKey> all = new HashSet<>();
        Matcher heading = PROFILE.matcher(content);
        readLines(content, heading.find() ? heading.group(1) : "", all);
        for (MessageEmbed embed : embeds) {
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            String player = author == null || author.getUrl() == null ? "" : author.getUrl();
            Matcher leaderboard = LEADERBOARD.matcher(String.valueOf(embed.getUrl()));
            if (leaderboard.find() && embed.getTimestamp() != null) {
                all.add(ItemKey.of(
                        player, leaderboard.group(1), embed.getTimestamp().toEpochSecond()));
            } else if (embed.getDescription() != null) {
                readLines(embed.getDescription(), player, all);
            }
        }
        return all;
    }

    private static void readLines(String text, String headed, Set<ItemKey> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            String player = line.group(2) == null ? headed : line.group(2);
            all.add(ItemKey.of(player, line.group(3), Long.parseLong(line.group(1))));
        }
    }
}
