package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Context;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the unlocks with which players completed a game's set. */
final class CompletedSets {
    private final Map<PlayersGame, Unlock> lasts = new HashMap<>();

    private record PlayersGame(String ulid, String game) {}

    /**
     * In unlocks of one player or of several, each player's in the order of their dates: progress may be known of the end
     * alone, so a player's last unlock of a game decides.
     */
    CompletedSets(List<Unlocks> parts) {
        for (Unlocks part : parts) {
            part.unlocks().forEach(unlock -> lasts.put(key(part.player(), unlock), unlock));
        }
        lasts.values().removeIf(unlock -> !isComplete(unlock.context()));
    }

    boolean completes(PlayerCard player, Unlock unlock) {
        return unlock.equals(lasts.get(key(player, unlock)));
    }

    static boolean isSameGame(Unlock one, Unlock other) {
        return game(one).equals(game(other));
    }

    private static PlayersGame key(PlayerCard player, Unlock unlock) {
        return new PlayersGame(player.ulid(), game(unlock));
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
