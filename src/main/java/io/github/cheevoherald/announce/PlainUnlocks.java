package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Unlocks as plain text: the last resort when Discord refuses their embeds. */
final class PlainUnlocks {
    private static final int MOST_PART = 100;

    private final Words words;
    private final UnlockWords say;

    PlainUnlocks(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    List<Rendered> of(Unlocks announcement) {
        String head = words.say(
                "plain.title",
                "player",
                Markdown.link(
                        say.player(announcement.player()), announcement.player().url(), MOST_PART));
        List<Rendered> result = new ArrayList<>();
        StringBuilder text = new StringBuilder(head);
        List<Unlock> unlocks = new ArrayList<>();
        for (Unlock unlock : announcement.unlocks()) {
            String line = "\n" + line(unlock);
            if (text.length() + line.length() > Message.MAX_CONTENT_LENGTH) {
                result.add(rendered(announcement, unlocks, text));
                text = new StringBuilder(head);
                unlocks = new ArrayList<>();
            }
            text.append(line);
            unlocks.add(unlock);
        }
        result.add(rendered(announcement, unlocks, text));
        return result;
    }

    private static Rendered rendered(Unlocks announcement, List<Unlock> unlocks, StringBuilder text) {
        return new Rendered(
                new Unlocks(announcement.player(), unlocks),
                new MessageCreateBuilder()
                        .setContent(text.toString())
                        .setSuppressEmbeds(true)
                        .build());
    }

    private String line(Unlock unlock) {
        return UnlockWords.time(unlock.unlockedAt())
                + " "
                + Markdown.link(say.title(unlock), unlock.url(), MOST_PART)
                + " · "
                + Markdown.escapeAndCut(say.game(unlock), MOST_PART)
                + " · "
                + say.mode(unlock);
    }
}
