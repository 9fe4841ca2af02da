package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.rota.ActivitySource;
import io.github.cheevoherald.rota.Points;
import java.util.Optional;

/** The points of the players followed by the API key's account. */
public final class FollowedPlayersSource implements ActivitySource {
    private final RetroAchievements site;

    public FollowedPlayersSource(RetroAchievements site) {
        this.site = site;
    }

    @Override
    public Optional<Page> ask(int offset) {
        return site.followedPlayers(RetroAchievements.MAX_FOLLOWED, offset)
                .found()
                .map(FollowedPlayersSource::page);
    }

    private static Page page(FollowedPlayers followed) {
        return new Page(
                followed.total(),
                followed.players().stream()
                        .map(player -> new Mark(player.ulid(), new Points(player.softcorePoints(), player.points())))
                        .toList());
    }
}
