package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * One unlock as it can be read back from a message in a channel, whatever the message's form.
 *
 * @param player the profile page's address, in lower case
 * @param date seconds since 1970
 */
record Announced(String player, long achievementId, long date) {
    private static final Pattern ACHIEVEMENT = Pattern.compile("/achievement/(-?\\d+)");
    private static final Pattern PROFILE = Pattern.compile("]\\(([^)\\s]+/user/[^)\\s]+)\\)");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");
    private static final Pattern LINE = Pattern.compile(
            "<t:(-?\\d+):f> (?:\\[.*?]\\(([^)\\s]+/user/[^)\\s]+)\\) (?:[^\\[\\s]+ )?)?\\[.*?]\\([^)\\s]+/achievement/(-?\\d+)\\)");

    /** What a message that is to be sent announces. */
    static Set<Announced> in(MessageCreateData message) {
        return in(message.getContent(), message.getEmbeds());
    }

    /** What an announcement announces in all its messages. */
    static Set<Announced> in(Announcement announcement) {
        Set<Announced> all = new HashSet<>();
        for (Announcement.Unlocks part : announcement.parts()) {
            for (Announcement.Unlock unlock : part.unlocks()) {
                all.add(of(part.player(), unlock));
            }
        }
        return all;
    }

    static Announced of(Announcement.PlayerCard player, Announcement.Unlock unlock) {
        return of(player.url(), unlock.achievementId(), unlock.unlockedAt());
    }

    /** What a message that stands in a channel announces; nothing when it is no announcement. */
    static Set<Announced> in(String content, List<MessageEmbed> embeds) {
        Set<Announced> all = new HashSet<>();
        Matcher heading = PROFILE.matcher(content);
        lines(content, heading.find() ? heading.group(1) : "", all);
        String player = "";
        for (MessageEmbed embed : embeds) {
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            player = author == null || author.getUrl() == null ? player : author.getUrl();
            Long achievement = achievement(embed.getUrl());
            Long date = date(embed);
            if (achievement != null && date != null) {
                all.add(of(player, achievement, date));
            } else if (embed.getDescription() != null) {
                lines(embed.getDescription(), player, all);
            }
        }
        return all;
    }

    private static void lines(String text, String headed, Set<Announced> all) {
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            String player = line.group(2) == null ? headed : line.group(2);
            all.add(of(player, Long.parseLong(line.group(3)), Long.parseLong(line.group(1))));
        }
    }

    private static Announced of(String player, long achievementId, long date) {
        return new Announced(player.toLowerCase(Locale.ROOT), achievementId, date);
    }

    private static @Nullable Long achievement(@Nullable String url) {
        Matcher matcher = ACHIEVEMENT.matcher(url == null ? "" : url);
        return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
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
