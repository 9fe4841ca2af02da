package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
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
 * Writes the player, date, game and kind of each award into a message, and reads them back from any message in a
 * channel. The kind is the end of the page's address. What an earlier version wrote must stay readable.
 */
final class AwardReadBack {
    /** ISO 8601 writes these with four digits; Discord takes no other year. */
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final String SUBJECT = "/((?:game|event)/\\d+#[a-z0-9-]+)";
    private static final Pattern PAGE = Pattern.compile(SUBJECT + "$");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");

    /** After a backslash a date is a part of somebody's title. */
    private static final Pattern LINE = Pattern.compile("(?<!\\\\)<t:(-?\\d+):[ft]> "
            + "\\[.*?]\\(([^)\\s]+/user/[^)\\s]+)\\) (?:[^\\[\\s]+ )?\\[.*?]\\([^)\\s]+" + SUBJECT + "\\)");

    private AwardReadBack() {}

    /** Makes an embed an award's card by setting its player, title, address and date. */
    static void writeCard(EmbedBuilder embed, String name, String title, PlayersAward one, String dateLabel) {
        PlayerCard player = one.player();
        AnnouncedAward award = one.award();
        embed.setAuthor(name, WebAddress.orNull(player.url()), WebAddress.orNull(player.pictureUrl()));
        embed.setTitle(title, WebAddress.orNull(award.url()));
        if (award.awardedAt() >= FIRST_SECOND && award.awardedAt() <= LAST_SECOND) {
            embed.setTimestamp(Instant.ofEpochSecond(award.awardedAt()));
        } else {
            embed.addField(dateLabel, time(award), true);
        }
    }

    /** The beginning of a line about an award, with its whole date. */
    static String dated(String name, int maxName, String title, int maxTitle, PlayersAward one) {
        return time(one.award()) + " " + links(name, maxName, title, maxTitle, one);
    }

    /** The beginning of a line about an award of the day above it. */
    static String line(String name, int maxName, String title, int maxTitle, PlayersAward one) {
        return "<t:" + one.award().awardedAt() + ":t> " + links(name, maxName, title, maxTitle, one);
    }

    private static String links(String name, int maxName, String title, int maxTitle, PlayersAward one) {
        return Markdown.link(name, one.player().url(), maxName) + " "
                + Markdown.link(title, one.award().url(), maxTitle);
    }

    /** A date that every reader sees in their own time. */
    private static String time(AnnouncedAward award) {
        return "<t:" + award.awardedAt() + ":f>";
    }

    /** The awards that a message announces; none when it is no announcement of awards. */
    static Set<ItemKey> read(String content, List<MessageEmbed> embeds) {
        Set<ItemKey> all = new HashSet<>();
        readLines(content, all);
        for (MessageEmbed embed : embeds) {
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            Matcher page = PAGE.matcher(embed.getUrl() == null ? "" : embed.getUrl());
            Long date = date(embed);
            if (page.find() && date != null) {
                String player = author == null || author.getUrl() == null ? "" : author.getUrl();
                all.add(ItemKey.of(player, page.group(1), date));
            } else if (embed.getDescription() != null) {
                readLines(embed.getDescription(), all);
            }
        }
        return all;
    }

    private static void readLines(String text, Set<ItemKey> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            all.add(ItemKey.of(line.group(2), line.group(3), Long.parseLong(line.group(1))));
        }
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
