package io.github.cheevoherald.unlocks.context;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.GameProgress;
import io.github.cheevoherald.retroachievements.Patience;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the first API how far the player is in the games of new unlocks, and the second how rare these are: at most one
 * request each, and on average no more than one for each unlock in all.
 */
public final class SiteContext implements ContextLookup {
    private static final Duration MAX_WAIT = Duration.ofMillis(4_500);

    /** Leaves some of the time for the other question. */
    private static final Duration MAX_WAIT_FOR_PROGRESS = Duration.ofMillis(2_500);

    private static final int MAX_CREDIT = 20;

    private final Function<Patience, RetroAchievements> site;
    private final Function<Patience, SecondApi> secondApi;
    private final Clock clock;
    private final OptionalQuestion progress;
    private final OptionalQuestion rarity;
    private final Rarities rarities;

    /** Requests that may be sent: each unlock brings one. */
    private int credit = MAX_CREDIT / 2;

    /**
     * Asks both APIs by {@code clock}, which never jumps.
     *
     * @param site answers with that patience or not at all
     * @param secondApi the same
     */
    public SiteContext(
            Function<Patience, RetroAchievements> site, Function<Patience, SecondApi> secondApi, Clock clock) {
        this.site = site;
        this.secondApi = secondApi;
        this.clock = clock;
        this.progress = new OptionalQuestion("progress", clock);
        this.rarity = new OptionalQuestion("rarity", clock);
        this.rarities = new Rarities(clock);
    }

    @Override
    public Map<RecentUnlock, UnlockAnnouncement.Context> of(Player player, List<RecentUnlock> unlocks) {
        long until = clock.millis() + MAX_WAIT.toMillis();
        List<RecentUnlock> ofGames = unlocks.stream()
                .filter(unlock -> !unlock.isEvent() && unlock.gameId() > 0)
                .toList();
        if (ofGames.isEmpty()) {
            return Map.of();
        }
        earn(ofGames.size());
        Map<Long, GameProgress> games = progress(player, ofGames);
        askForRarity(ofGames, Duration.ofMillis(until - clock.millis()));
        Map<RecentUnlock, Integer> counts = counts(ofGames, games);
        Map<RecentUnlock, UnlockAnnouncement.Context> contexts = new HashMap<>();
        for (RecentUnlock unlock : ofGames) {
            Double percent = rarities.percent(unlock);
            Integer count = counts.get(unlock);
            if (count != null || percent != null) {
                contexts.put(unlock, context(count, games.get(unlock.gameId()), percent));
            }
        }
        return contexts;
    }

    private static UnlockAnnouncement.Context context(
            @Nullable Integer count, @Nullable GameProgress game, @Nullable Double percent) {
        Integer total = count == null || game == null ? null : (Integer) game.total();
        return new UnlockAnnouncement.Context(count, total, percent, false, 0);
    }

    private Map<Long, GameProgress> progress(Player player, List<RecentUnlock> unlocks) {
        if (progress.isResting() || !spend()) {
            return Map.of();
        }
        List<Long> games = unlocks.stream()
                .map(RecentUnlock::gameId)
                .distinct()
                .limit(RetroAchievements.MAX_GAMES)
                .toList();
        return progress.ask(
                        () -> site.apply(progress.patience(MAX_WAIT_FOR_PROGRESS))
                                .progress(player.ulid(), games),
                        () -> earn(1))
                .orElse(Map.of());
    }

    private void askForRarity(List<RecentUnlock> unlocks, Duration left) {
        boolean isWorthIt = !rarity.isResting() && rarities.isMissing(unlocks);
        if (isWorthIt && left.compareTo(Duration.ZERO) > 0 && spend()) {
            rarity.ask(() -> rarities.ask(secondApi.apply(rarity.patience(left)), unlocks), () -> earn(1));
        }
    }

    private static Map<RecentUnlock, Integer> counts(List<RecentUnlock> unlocks, Map<Long, GameProgress> games) {
        Map<RecentUnlock, Integer> counts = new HashMap<>();
        unlocks.stream().collect(Collectors.groupingBy(RecentUnlock::gameId)).forEach((gameId, ofGame) -> {
            GameProgress latest = games.get(gameId);
            if (latest != null) {
                counts.putAll(ProgressCounts.afterEach(ofGame, latest));
            }
        });
        return counts;
    }

    private synchronized void earn(int requests) {
        credit = Math.min(MAX_CREDIT, credit + requests);
    }

    private synchronized boolean spend() {
        if (credit < 1) {
            return false;
        }
        credit--;
        return true;
    }
}
