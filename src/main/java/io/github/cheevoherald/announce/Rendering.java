package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Announcements as the messages that Discord takes, whatever the site sent. Nothing but the announcement is used. */
final class Rendering {
    private final Words words;
    private final UnlockEmbed embed;
    private final UnlockList list;
    private final SummaryList summary;
    private final PlainUnlocks plain;

    Rendering(Words words) {
        this.words = words;
        this.embed = new UnlockEmbed(words);
        this.list = new UnlockList(words);
        this.summary = new SummaryList(words);
        this.plain = new PlainUnlocks(words);
    }

    /** The messages, in order: an embed for each unlock, or lists when there are many. */
    List<Rendered> of(Announcement announcement) {
        if (!(announcement instanceof Unlocks unlocks)) {
            return summary(announcement.parts());
        }
        return unlocks.unlocks().size() > Message.MAX_EMBED_COUNT ? list.of(unlocks) : embeds(unlocks);
    }

    /** What waited too long or is too much to be told one by one: lists, oldest unlock first. */
    List<Rendered> summary(List<Unlocks> parts) {
        long players = parts.stream().map(Unlocks::player).distinct().count();
        return players == 1 ? list.of(SummaryList.merged(parts)) : summary.of(parts);
    }

    /** The same in text without any embed. */
    List<Rendered> plain(Announcement announcement) {
        return announcement.parts().stream()
                .flatMap(part -> plain.of(part).stream())
                .toList();
    }

    /** What a test of a feed posts: it looks like an announcement, says what it is, and announces nothing. */
    MessageCreateData example(Example example, Instant now) {
        Unlocks unlocks = example.announcement(words, now);
        MessageEmbed card = embed.of(unlocks.player(), unlocks.unlocks().get(0));
        return MessageCreateData.fromEmbeds(
                new EmbedBuilder(card).setFooter(words.say("test.footer")).build());
    }

    private List<Rendered> embeds(Unlocks announcement) {
        List<Rendered> result = new ArrayList<>();
        List<Unlock> unlocks = new ArrayList<>();
        List<MessageEmbed> embeds = new ArrayList<>();
        int used = 0;
        for (Unlock unlock : announcement.unlocks()) {
            MessageEmbed next = embed.of(announcement.player(), unlock);
            int length = lengthOf(next);
            if (used + length > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
                result.add(message(announcement, unlocks, embeds));
                unlocks.clear();
                embeds.clear();
                used = 0;
            }
            unlocks.add(unlock);
            embeds.add(next);
            used += length;
        }
        result.add(message(announcement, unlocks, embeds));
        return result;
    }

    private static Rendered message(Unlocks announcement, List<Unlock> unlocks, List<MessageEmbed> embeds) {
        return new Rendered(
                new Unlocks(announcement.player(), unlocks),
                new MessageCreateBuilder().setEmbeds(embeds).build());
    }

    /** As Java counts, which is never less than Discord does. */
    private static int lengthOf(MessageEmbed embed) {
        return new EmbedBuilder(embed).length();
    }
}
