package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.PlayerCard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The items that a channel's messages announce, under whatever name each player had when they were posted. */
final class PostedItems {
    private record Subject(String subject, long date) {}

    private final Map<Subject, Set<String>> pagesBySubject = new HashMap<>();

    PostedItems(Set<ItemKey> announced) {
        for (ItemKey one : announced) {
            pagesBySubject
                    .computeIfAbsent(new Subject(one.subject(), one.date()), subject -> new HashSet<>(2))
                    .add(one.page().intern());
        }
    }

    /**
     * Whether the item is among them: under the player's name as we know it, or under a name that nobody has. Two
     * players seldom share an achievement and a second, and two known ones are never taken for each other. {@code
     * pages} has everybody's profile page, by ULID.
     */
    boolean contain(Item item, Map<String, String> pages) {
        ItemKey key = item.key();
        Set<String> there = pagesBySubject.getOrDefault(new Subject(key.subject(), key.date()), Set.of());
        if (there.isEmpty()) {
            return false;
        }
        PlayerCard player = item.player();
        if (player == null || there.contains(key.page())) {
            return there.contains(key.page());
        }
        Set<String> others = new HashSet<>();
        pages.forEach((ulid, page) -> {
            if (!ulid.equals(player.ulid())) {
                others.add(ItemKey.pageOf(page));
            }
        });
        return !others.containsAll(there);
    }
}
