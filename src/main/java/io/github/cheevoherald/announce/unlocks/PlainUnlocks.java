package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.UnlockItem;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Draws unlocks as plain text: what some servers want, and the last resort when Discord refuses embeds. */
final class PlainUnlocks {
    private static final int MAX_PART = 100;
    private static final int MAX_PLAYER = 60;

    private final Words words;
    private final UnlockWords say;

    PlainUnlocks(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    /** Unlocks of one player, under their name. */
    List<RenderedMessage> of(Unlocks announcement) {
        PlayerCard player = announcement.player();
        String head = UnlockReadBack.heading(PlayerName.of(player), player, MAX_PART) + " " + words.say("plain.title");
        return filled(
                announcement,
                head,
                item -> line(UnlockReadBack.dated(say.title(item.unlock()), item.unlock(), MAX_PART), item.unlock()));
    }

    /** Unlocks of several players, the oldest first; each line names its player. */
    List<RenderedMessage> of(UnlockAnnouncement announcement) {
        List<Item> sorted = announcement.items().stream()
                .sorted(Comparator.comparingLong(Item::date))
                .toList();
        return filled(announcement.withItems(sorted), "", item -> {
            String beginning = UnlockReadBack.dated(
                    PlayerName.of(item.player()),
                    item.player(),
                    MAX_PLAYER,
                    say.title(item.unlock()),
                    item.unlock(),
                    MAX_PART);
            return line(beginning, item.unlock());
        });
    }

    private static List<RenderedMessage> filled(
            UnlockAnnouncement announcement, String head, Function<UnlockItem, String> line) {
        List<RenderedMessage> result = new ArrayList<>();
        StringBuilder text = new StringBuilder(head);
        List<Item> items = new ArrayList<>();
        for (Item item : announcement.items()) {
            String next = line.apply((UnlockItem) item);
            if (!items.isEmpty() && text.length() + 1 + next.length() > RoleMention.MAX_TEXT) {
                result.add(rendered(announcement, items, text));
                text = new StringBuilder(head);
                items = new ArrayList<>();
            }
            text.append(text.isEmpty() ? "" : "\n").append(next);
            items.add(item);
        }
        result.add(rendered(announcement, items, text));
        return result;
    }

    private static RenderedMessage rendered(UnlockAnnouncement announcement, List<Item> items, StringBuilder text) {
        return new RenderedMessage(
                announcement.withItems(items),
                new MessageCreateBuilder()
                        .setContent(text.toString())
                        .setSuppressEmbeds(true)
                        .build(),
                MessageForm.PLAIN);
    }

    private String line(String beginning, Unlock unlock) {
        return new FactLine()
                .add(beginning)
                .add(Markdown.escapeAndCut(say.game(unlock), MAX_PART))
                .add(say.points(unlock))
                .add(say.mode(unlock))
                .add(say.share(unlock))
                .add(say.progress(unlock))
                .add(say.type(unlock).map(Markdown::escape))
                .add(say.event(unlock, MAX_PART).map(event -> words.say("list.event", "event", event)))
                .addIf(unlock.context() != null && unlock.context().firstHere(), words.say("list.first-here"))
                .addIf(unlock.upgrade(), words.say("list.upgrade"))
                .addIf(unlock.late(), words.say("list.late"))
                .toString();
    }
}
