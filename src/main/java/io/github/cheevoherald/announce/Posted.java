package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands in a channel, to be asked about a player who may have had another name when it was posted. */
final class Posted {
    private record What(long achievementId, long date) {}

    private final Map<What, Set<String>> players = new HashMap<>();

    Posted(Set<Announced> announced) {
        for (Announced one : announced) {
            players.computeIfAbsent(new What(one.achievementId(), one.date()), what -> new HashSet<>(2))
                    .add(one.player().intern());
        }
    }

    /**
     * Whether it says that the player has this unlock: under the name that we know, or under one that is nobody's. An
     * achievement and a second are seldom two players', and never two known ones' by mistake.
     *
     * @param pages everybody's profile page, by ULID
     */
    boolean says(Announcement.PlayerCard player, Announcement.Unlock unlock, Map<String, String> pages) {
        Set<String> there = players.getOrDefault(new What(unlock.achievementId(), unlock.unlockedAt()), Set.of());
        if (there.isEmpty()) {
            return false;
        }
        if (there.contains(Announced.of(player, unlock).player())) {
            return true;
        }
        Set<String> others = new HashSet<>();
        pages.forEach((ulid, page) -> {
            if (!ulid.equals(player.ulid())) {
                others.add(page.toLowerCase(Locale.ROOT));
            }
        });
        return !others.containsAll(there);
    }
}
