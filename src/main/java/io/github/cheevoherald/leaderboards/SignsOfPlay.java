package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.retroachievements.ActivePlayer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those players of the site's list of who is active whose scores are announced somewhere. In memory only, so that whoever
 * reads the list waits for nothing.
 */
public final class SignsOfPlay {
    private final Map<Sign, ActivePlayer> latest = new ConcurrentHashMap<>();
    private volatile Set<String> wanted = Set.of();

    /** Whoever changes the game has played both. */
    private record Sign(String ulid, @Nullable Long gameId) {}

    /** Whether anybody's sign of play matters. */
    public boolean areWanted() {
        return !wanted.isEmpty();
    }

    /** These players stand on a page of the list that was just read. */
    public void seen(List<ActivePlayer> players) {
        for (ActivePlayer player : players) {
            if (wanted.contains(player.ulid())) {
                latest.put(new Sign(player.ulid(), player.gameId()), player);
            }
        }
    }

    /** Looks out for these players, by ULID, from now on. */
    void lookFor(Set<String> ulids) {
        wanted = Set.copyOf(ulids);
    }

    /** Hands over whoever was seen since the last call; if that throws, they are handed over again. */
    void handOver(Consumer<Collection<ActivePlayer>> to) {
        Map<Sign, ActivePlayer> seen = Map.copyOf(latest);
        to.accept(seen.values());
        seen.forEach(latest::remove);
    }
}
