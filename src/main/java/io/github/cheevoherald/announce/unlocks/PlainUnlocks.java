package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Draws unlocks as plain text, the last resort when Discord refuses their embeds. */
final class PlainUnlocks {
    private static final int MAX_PART = 100;

    private final Words words;
    private final UnlockWords say;

    PlainUnlocks(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    List<RenderedMessage> of(Unlocks announcement) {
        PlayerCard player = announcement.player();
        String head = UnlockReadBack.heading(PlayerName.of(player), player, MAX_PART) + " " + words.say("plain.title");
        List<RenderedMessage> result = new ArrayList<>();
        StringBuilder text = new StringBuilder(head);
        List<Unlock> unlocks = new ArrayList<>();
        for (Unlock unlock : announcement.unlocks()) {
            String line = "\n" + line(unlock);
            if (text.length() + line.length() > RoleMention.MAX_TEXT) {
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

    private static RenderedMessage rendered(Unlocks announcement, List<Unlock> unlocks, StringBuilder text) {
        return new RenderedMessage(
                new Unlocks(announcement.player(), unlocks),
                new MessageCreateBuilder()
                        .setContent(text.toString())
                        .setSuppressEmbeds(true)
                        .build(),
                MessageForm.PLAIN);
    }

    private String line(Unlock unlock) {
        return new FactLine()
                .add(UnlockReadBack.dated(say.title(unlock), unlock, MAX_PART))
                .add(Markdown.escapeAndCut(say.game(unlock), MAX_PART))
                .add(say.points(unlock))
                .add(say.mode(unlock))
                .add(say.event(unlock, MAX_PART).map(event -> words.say("list.event", "event", event)))
                .toString();
    }
}
