package io.github.cheevoherald.awards;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.resilience.Uncaught;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.PlayedGame;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Finds out how long awards took, if the site says it in time. */
final class PlayTimes implements AutoCloseable {
    /** An announcement waits no longer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BiFunction<String, Collection<Long>, Outcome<List<PlayedGame>>> playedGames;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("play-times"));

    PlayTimes(BiFunction<String, Collection<Long>, Outcome<List<PlayedGame>>> playedGames) {
        this.playedGames = playedGames;
    }

    /** The player's awards, with how long the wanted ones took where that is known within the time. */
    List<FoundAward> added(String ulid, List<FoundAward> awards, Set<AwardKey> wanted, Duration patience) {
        Set<Long> games = wanted.stream()
                .filter(key -> !key.isOfEvent())
                .map(AwardKey::subjectId)
                .collect(Collectors.toSet());
        if (games.isEmpty() || patience.isNegative() || patience.isZero()) {
            return awards;
        }
        Map<Long, Instant> begun = firstUnlocks(ulid, games, patience);
        return awards.stream().map(award -> timed(award, begun)).toList();
    }

    private static FoundAward timed(FoundAward award, Map<Long, Instant> begun) {
        Instant first = award.key().isOfEvent() ? null : begun.get(award.key().subjectId());
        return first == null || first.isAfter(award.date())
                ? award
                : award.after(Duration.between(first, award.date()).toSeconds());
    }

    private Map<Long, Instant> firstUnlocks(String ulid, Set<Long> games, Duration patience) {
        Future<Outcome<List<PlayedGame>>> asked = thread.submit(() -> playedGames.apply(ulid, games));
        Map<Long, Instant> begun = new HashMap<>();
        try {
            asked.get(patience.toMillis(), TimeUnit.MILLISECONDS).found().orElse(List.of()).stream()
                    .filter(game -> game.firstUnlockAt() != null)
                    .forEach(game -> begun.put(game.gameId(), game.firstUnlockAt()));
        } catch (TimeoutException | ExecutionException e) {
            asked.cancel(true);
            Uncaught.report(e);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
        }
        return begun;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
