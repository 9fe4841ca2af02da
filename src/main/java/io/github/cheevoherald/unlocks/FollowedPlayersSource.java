package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.retroachievements.FollowedPlayers;
import io.github.cheevoherald.retroachievements.Outcome;
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
        Outcome<FollowedPlayers> outcome = site.followedPlayers(RetroAchievements.MOST_FOLLOWED, offset);
        if (!(outcome instanceof Outcome.Found<FollowedPlayers> found)) {
            return Optional.empty();
        }
        return Optional.of(new Page(
                found.value().total(),
                found.value().players().stream()
                        .map(player -> new Mark(player.ulid(), player.points() + "/" + player.softcorePoints()))
                        .toList()));
    }
}
