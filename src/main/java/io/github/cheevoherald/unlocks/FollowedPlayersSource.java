package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.rota.ActivitySource;
import java.util.Optional;

/** The points of the players whom the bot's own account follows. */
public final class FollowedPlayersSource implements ActivitySource {
    private final RetroAchievements site;

    /** Asks {@code site}, which should be the polls' view of it. */
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
                        .map(player -> new Mark(player.ulid(), player.points() + "/" + player.softcorePoints()))
                        .toList());
    }
}
