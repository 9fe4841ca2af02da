package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.PlayedGame;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteAward;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about a player.
 *
 * @param played by ULID
 * @param completed the games whose sets they have completed, in hardcore or casual
 * @param requestedSets by ULID
 */
public record PlayerLists(
        Function<String, Outcome<List<PlayedGame>>> played,
        Function<Player, Outcome<Set<Long>>> completed,
        Function<String, Outcome<Set<Long>>> requestedSets) {
    private static final Set<AwardKind> COMPLETED = Set.of(AwardKind.COMPLETED, AwardKind.MASTERED);

    /**
     * Asks the site; only the first API knows requests.
     *
     * @param recorded the games that a player, by number, has completed; empty if only the site knows
     */
    public static PlayerLists of(
            RetroAchievements first, SecondApi second, LongFunction<Optional<Set<Long>>> recorded) {
        return new PlayerLists(
                ulid -> second.playedGames(ulid, List.of()),
                player -> recorded.apply(player.id())
                        .<Outcome<Set<Long>>>map(Outcome.Found::new)
                        .orElseGet(() -> second.awards(player.ulid()).map(PlayerLists::completed)),
                first::requestedSets);
    }

    private static Set<Long> completed(List<SiteAward> awards) {
        return awards.stream()
                .filter(award -> COMPLETED.contains(award.kind()))
                .flatMap(award -> Stream.ofNullable(award.gameId()))
                .collect(Collectors.toSet());
    }
}
