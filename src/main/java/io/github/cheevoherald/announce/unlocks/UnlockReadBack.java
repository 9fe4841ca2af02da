package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/**
 * Writes the player, achievement and date of each unlock into a message, and reads them back from any message in a
 * channel. The bundle holds only the words around them, so that no change of a word can make a message unreadable. What
 * an earlier version wrote must stay readable: it stands in channels.
 */
final class UnlockReadBack {
    /** ISO 8601 writes these with four digits; Discord takes no other year. */
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final Pattern ACHIEVEMENT = Pattern.compile("/achievement/(-?\\d+)");
    private static final Pattern PROFILE = Pattern.compile("]\\(([^)\\s]+/user/[^)\\s]+)\\)");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");

    /** After a backslash a date is a part of somebody's title. */
    private static final Pattern LINE = Pattern.compile(
            "(?<!\\\\)"
                    + "<t:(-?\\d+):[ft]> (?:\\[.*?]\\(([^)\\s]+/user/[^)\\s]+)\\) (?:[^\\[\\s]+ )?)?\\[.*?]\\([^)\\s]+/achievement/(-?\\d+)\\)");

    private UnlockReadBack() {}

    /** Makes an embed an unlock's card by setting title, address and date; the caller sets the author. */
    static void writeCard(EmbedBuilder embed, String title, Unlock unlock, String dateLabel) {
        embed.setTitle(title, WebAddress.orNull(unlock.url()));
        if (unlock.unlockedAt() >= FIRST_SECOND && unlock.unlockedAt() <= LAST_SECOND) {
            embed.setTimestamp(Instant.ofEpochSecond(unlock.unlockedAt()));
        } else {
            embed.addField(dateLabel, time(unlock), true);
        }
    }

    /** Makes the player the one whom an embed, and the lines in it and in the embeds below it, are about. */
    static void writeAuthor(EmbedBuilder embed, String name, PlayerCard player) {
        embed.setAuthor(name, WebAddress.orNull(player.url()), WebAddress.orNull(player.pictureUrl()));
    }

    /** A link to the player, to stand above lines of text that are about them. */
    static String heading(String name, PlayerCard player, int maxName) {
        return "**" + Markdown.link(name, player.url(), maxName) + "**";
    }

    /** The beginning of a line, with the whole date, about an unlock of the player above it. */
    static String dated(String title, Unlock unlock, int maxTitle) {
        return time(unlock) + " " + Markdown.link(title, unlock.url(), maxTitle);
    }

    /** The beginning of a line, with the whole date, about an unlock that names its player. */
    static String dated(String name, PlayerCard player, int maxName, String title, Unlock unlock, int maxTitle) {
        return time(unlock) + " " + Markdown.link(name, player.url(), maxName) + " "
                + Markdown.link(title, unlock.url(), maxTitle);
    }

    /** The beginning of a line, with the time alone, about an unlock of the player and the day above it. */
    static String line(String title, Unlock unlock, int maxTitle) {
        return timeOfDay(unlock) + " " + Markdown.link(title, unlock.url(), maxTitle);
    }

    /** The beginning of a line, with the time alone, about an unlock of the day above it that names its player. */
    static String line(String name, PlayerCard player, int maxName, String title, Unlock unlock, int maxTitle) {
        return timeOfDay(unlock) + " " + Markdown.link(name, player.url(), maxName) + " "
                + Markdown.link(title, unlock.url(), maxTitle);
    }

    /** A date that every reader sees in their own time. */
    private static String time(Unlock unlock) {
        return "<t:" + unlock.unlockedAt() + ":f>";
    }

    /** Holds the second as well, though readers see the time alone. */
    private static String timeOfDay(Unlock unlock) {
        return "<t:" + unlock.unlockedAt() + ":t>";
    }

    /** The unlocks that a message announces; none when it is no announcement of unlocks. */
    static Set<ItemKey> read(String content, List<MessageEmbed> embeds) {
        Set<ItemKey> all = new HashSet<>();
        Matcher heading = PROFILE.matcher(content);
        readLines(content, heading.find() ? heading.group(1) : "", all);
        String player = "";
        for (MessageEmbed embed : embeds) {
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            player = author == null || author.getUrl() == null ? player : author.getUrl();
            String achievement = achievement(embed.getUrl());
            Long date = date(embed);
            if (achievement != null && date != null) {
                all.add(ItemKey.of(player, achievement, date));
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
            all.add(ItemKey.of(player, number(line.group(3)), Long.parseLong(line.group(1))));
        }
    }

    private static @Nullable String achievement(@Nullable String url) {
        Matcher matcher = ACHIEVEMENT.matcher(url == null ? "" : url);
        return matcher.find() ? number(matcher.group(1)) : null;
    }

    private static String number(String digits) {
        return Long.toString(Long.parseLong(digits));
    }

    private static @Nullable Long date(MessageEmbed embed) {
        if (embed.getTimestamp() != null) {
            return embed.getTimestamp().toEpochSecond();
        }
        for (MessageEmbed.Field field : embed.getFields()) {
            Matcher date = DATE.matcher(String.valueOf(field.getValue()));
            if (date.matches()) {
                return Long.valueOf(date.group(1));
            }
        }
        return null;
    }
}
