package io.github.cheevoherald.announce.events;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * Writes which achievement has begun, and when, into a message, and reads that back from any message in a channel. The
 * bundle holds only the words around them. An unlock's date is written in another way, so that neither kind takes the
 * other's messages for its own.
 */
final class EventReadBack {
    private static final String BEGUN = "<t:(-?\\d+):d>";
    private static final Pattern CARD = Pattern.compile("(?m)^" + BEGUN);
    private static final Pattern ACHIEVEMENT = Pattern.compile("/achievement/(-?\\d+)$");
    private static final Pattern LINE =
            Pattern.compile("(?m)^" + BEGUN + " \\[.*?]\\([^)\\s]+/achievement/(-?\\d+)\\)");

    private EventReadBack() {}

    /** Makes an embed an achievement's card; {@link #begun} has to begin one of the lines of its description. */
    static void writeCard(EmbedBuilder embed, String title, Begun achievement) {
        embed.setTitle(title, WebAddress.orNull(achievement.url()));
    }

    /** The day of the beginning, which every reader sees in their own time. */
    static String begun(Begun achievement) {
        return "<t:" + achievement.begunAt() + ":d>";
    }

    /** The beginning of an achievement's line in a list. */
    static String line(String title, Begun achievement, int maxTitle) {
        return begun(achievement) + " " + Markdown.link(title, achievement.url(), maxTitle);
    }

    /** The achievements that a message announces; none when it is no announcement of events. */
    static Set<ItemKey> read(String content, List<MessageEmbed> embeds) {
        Set<ItemKey> all = new HashSet<>();
        readLines(content, all);
        for (MessageEmbed embed : embeds) {
            String text = embed.getDescription() == null ? "" : embed.getDescription();
            Matcher achievement = ACHIEVEMENT.matcher(embed.getUrl() == null ? "" : embed.getUrl());
            Matcher begun = CARD.matcher(text);
            if (!achievement.find()) {
                readLines(text, all);
            } else if (begun.find()) {
                all.add(key(achievement.group(1), begun.group(1)));
            }
        }
        return all;
    }

    private static void readLines(String text, Set<ItemKey> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            all.add(key(line.group(2), line.group(1)));
        }
    }

    private static ItemKey key(String achievement, String begun) {
        return ItemKey.of("", Long.toString(Long.parseLong(achievement)), Long.parseLong(begun));
    }
}
