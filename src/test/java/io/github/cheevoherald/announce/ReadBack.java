package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** An unlock as read in a channel. */
record ReadBack(String player, String achievement, long date) {
    private static final Pattern LINE = Pattern.compile("<t:(-?\\d+):[ft]> \\[.*?]\\((\\S+/achievement/-?\\d+)\\)");
    private static final Pattern DATE = Pattern.compile("<t:(-?\\d+):f>");

    static List<ReadBack> expected(Unlocks announcement) {
        List<ReadBack> result = new ArrayList<>();
        for (Unlock unlock : announcement.unlocks()) {
            result.add(new ReadBack(announcement.player().url(), unlock.url(), unlock.unlockedAt()));
        }
        return result;
    }

    static List<ReadBack> of(MessageCreateData message) {
        List<ReadBack> result = new ArrayList<>();
        String player = "";
        for (MessageEmbed embed : message.getEmbeds()) {
            MessageEmbed.AuthorInfo author = embed.getAuthor();
            player = author == null ? player : Objects.requireNonNull(author.getUrl());
            String achievement = embed.getUrl();
            if (achievement != null) {
                result.add(new ReadBack(player, achievement, date(embed)));
            } else {
                Matcher line = LINE.matcher(Objects.requireNonNull(embed.getDescription()));
                while (line.find()) {
                    result.add(new ReadBack(player, line.group(2), Long.parseLong(line.group(1))));
                }
            }
        }
        return result;
    }

    private static long date(MessageEmbed embed) {
        if (embed.getTimestamp() != null) {
            return embed.getTimestamp().toEpochSecond();
        }
        for (MessageEmbed.Field field : embed.getFields()) {
            Matcher date = DATE.matcher(Objects.requireNonNull(field.getValue()));
            if (date.matches()) {
                return Long.parseLong(date.group(1));
            }
        }
        throw new AssertionError("no date in " + embed.toData());
    }
}
