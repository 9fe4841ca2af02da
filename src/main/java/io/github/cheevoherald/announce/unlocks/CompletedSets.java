package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the unlocks with which a player completed a game's set. */
final class CompletedSets {
    private final Map<String, Unlock> lasts = new HashMap<>();

    /** In one player's unlocks, oldest first: progress may be known of the end alone, so a game's last unlock decides. */
    CompletedSets(List<Unlock> unlocks) {
        unlocks.forEach(unlock -> lasts.put(game(unlock), unlock));
        lasts.values().removeIf(unlock -> !isComplete(unlock.context()));
    }

    boolean completes(Unlock unlock) {
        return unlock.equals(lasts.get(game(unlock)));
    }

    static boolean isSameGame(Unlock one, Unlock other) {
        return game(one).equals(game(other));
    }

    private static String game(Unlock unlock) {
        return unlock.gameUrl().isEmpty() ? unlock.gameTitle() : unlock.gameUrl();
    }

    private static boolean isComplete(@Nullable Context context) {
        return context != null
                && context.unlocked() != null
                && context.total() != null
                && context.total() > 0
                && context.unlocked() >= context.total();
    }
}
