package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.UnlockItem;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** The unlocks that a message or an announcement announces. */
final class UnlockKeys {
    private static final UnlockKind KIND = new UnlockKind(Words.english());

    private UnlockKeys() {}

    static Set<ItemKey> in(MessageCreateData message) {
        return in(message.getContent(), message.getEmbeds());
    }

    static Set<ItemKey> in(String content, List<MessageEmbed> embeds) {
        return KIND.readBack(content, embeds);
    }

    static Set<ItemKey> in(Announcement announcement) {
        return announcement.items().stream().map(Item::key).collect(Collectors.toSet());
    }

    static ItemKey of(PlayerCard player, Unlock unlock) {
        return new UnlockItem(player, unlock).key();
    }

    static ItemKey of(String page, long achievement, long date) {
        return ItemKey.of(page, Long.toString(achievement), date);
    }

    static long achievement(ItemKey key) {
        return Long.parseLong(key.subject());
    }
}
