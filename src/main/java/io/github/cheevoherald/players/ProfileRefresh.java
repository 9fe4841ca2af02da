package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each watched player's profile once a day by ULID: for new names and pictures, and because it is the only
 * answer that says that a player is gone.
 */
public final class ProfileRefresh {
    private static final Logger log = LoggerFactory.getLogger(ProfileRefresh.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int MOST_AT_ONCE = 20;

    private final Players players;
    private final RetroAchievements site;
    private final Clock clock;

    /** Reads through the given view of the site, which waits for its share of the budget. */
    public ProfileRefresh(Players players, RetroAchievements site, Clock clock) {
        this.players = players;
        this.site = site;
        this.clock = clock;
    }

    /** Reads the profiles that are a day old, as far as the site answers. Blocks while it is asked. */
    public void run() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Optional<Player> stale = players.staleProfile(clock.instant().minus(EVERY));
            if (stale.isEmpty() || !refresh(stale.get())) {
                return;
            }
        }
    }

    private boolean refresh(Player player) {
        Outcome<Profile> outcome = site.profile(player.ulid());
        if (outcome instanceof Outcome.Found<Profile> found) {
            if (!found.value().name().equals(player.name())) {
                log.info("{} is now called {}", player.name(), found.value().name());
            }
            players.refreshed(player.id(), found.value(), clock.instant());
            return true;
        }
        if (outcome instanceof Outcome.Missing<Profile>) {
            if (player.goneSince() == null) {
                log.info("RetroAchievements knows no {} any more; polling ends in 7 days", player.name());
            }
            players.missing(player.id(), clock.instant());
            return true;
        }
        if (outcome instanceof Outcome.Malformed<Profile>) {
            players.unreadable(player.id(), clock.instant().minus(EVERY).plus(Duration.ofHours(1)));
            return true;
        }
        return false;
    }
}
