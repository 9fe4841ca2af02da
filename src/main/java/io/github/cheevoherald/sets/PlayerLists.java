package io.github.cheevoherald.sets;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.PlayedGame;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteAward;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the site knows about a player, by ULID. */
public record PlayerLists(
        Function<String, Outcome<List<PlayedGame>>> played,
        Function<String, Outcome<List<SiteAward>>> awards,
        Function<String, Outcome<Set<Long>>> requestedSets) {

    /** Only the first API knows requests. */
    public static PlayerLists of(RetroAchievements first, SecondApi second) {
        return new PlayerLists(ulid -> second.playedGames(ulid, List.of()), second::awards, first::requestedSets);
    }
}
