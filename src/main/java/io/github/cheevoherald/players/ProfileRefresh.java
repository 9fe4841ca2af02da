package io.github.cheevoherald.players;

import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Profile;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each announced player's profile once a day by ULID, for new names and pictures, and because no other answer shows
 * that a player is gone or banned.
 */
public final class ProfileRefresh {
    private static final Logger log = LoggerFactory.getLogger(ProfileRefresh.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);
    private static final int MAX_AT_ONCE = 20;

    private final Players players;
    private final RetroAchievements site;
    private final Clock clock;

    /** Reads through a view of the site that waits for its share of the request budget. */
    public ProfileRefresh(Players players, RetroAchievements site, Clock clock) {
        this.players = players;
        this.site = site;
        this.clock = clock;
    }

    /** Reads the profiles that are a day old until the site stops answering. Blocks meanwhile. */
    public void run() {
        for (int i = 0; i < MAX_AT_ONCE; i++) {
            Optional<Player> stale = players.staleProfile(clock.instant().minus(EVERY));
            if (stale.isEmpty() || !refresh(stale.get())) {
                return;
            }
        }
    }

    /** True if the next player may follow: a failure that concerns only this one does not stop the run. */
    private boolean refresh(Player player) {
        Outcome<Profile> outcome = site.profile(player.ulid());
        Instant now = clock.instant();
        return outcome.fold(new Outcome.Cases<Profile, Boolean>(
                found -> read(player, found.value(), now),
                missing -> missing(player, now),
                refusedKey -> false,
                throttled -> false,
                unavailable -> putOff(player, now),
                forbidden -> putOff(player, now),
                malformed -> putOff(player, now)));
    }

    private boolean missing(Player player, Instant now) {
        if (player.goneSince() == null || player.banned()) {
            log.info("RetroAchievements knows no {} any more; polling ends in 7 days", player.name());
        }
        players.missing(player, now);
        return true;
    }

    private boolean putOff(Player player, Instant now) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        players.unreadable(player, now.minus(EVERY).plus(AFTER_A_FAILURE));
        return true;
    }

    private boolean read(Player player, Profile profile, Instant now) {
        if (profile.isBanned()) {
            if (!player.banned()) {
                log.info("RetroAchievements has banned {}; polling stops until the ban ends", player.name());
            }
            players.banned(player, now);
            return true;
        }
        if (player.goneSince() != null) {
            log.info("{} is back on RetroAchievements; polling resumes", profile.name());
        }
        if (!profile.name().equals(player.name())) {
            log.info("{} is now called {}", player.name(), profile.name());
        }
        players.refreshed(player.id(), profile, now);
        return true;
    }
}
