package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bot's coming and going means for a server: nothing is posted on joining, nothing is polled while away, a
 * return starts every registration anew, and a server that stays away is forgotten.
 */
public final class ServerPresence {
    private static final Logger log = LoggerFactory.getLogger(ServerPresence.class);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Database database;
    private final Guilds guilds;
    private final Players players;
    private final Outbox outbox;
    private final Clock clock;
    private final Clock siteClock;

    /**
     * @param siteClock RetroAchievements' time, by which registrations start anew
     */
    public ServerPresence(
            Database database, Guilds guilds, Players players, Outbox outbox, Clock clock, Clock siteClock) {
        this.database = database;
        this.guilds = guilds;
        this.players = players;
        this.outbox = outbox;
        this.clock = clock;
        this.siteClock = siteClock;
    }

    /** The bot is in exactly these servers now; the others were left while it was away. */
    public void presentIn(Set<Long> guildIds) {
        Instant now = clock.instant();
        database.useTransaction(handle -> {
            for (long returned : guilds.present(handle, guildIds, now)) {
                startAnew(handle, returned);
                log.info("Back in server {}; its registrations start afresh", returned);
            }
            // Also those that it never was in, where only the application's commands were added.
            for (long registered : players.guilds(handle)) {
                if (!guildIds.contains(registered)) {
                    guilds.left(handle, registered, now);
                }
            }
        });
    }

    /** The bot was added to a server, which is called by the label in the log. */
    public void joined(long guildId, String label) {
        boolean returned = database.inTransaction(handle -> {
            boolean isBack = guilds.joined(handle, guildId);
            if (isBack) {
                startAnew(handle, guildId);
            }
            return isBack;
        });
        if (returned) {
            log.info("Back in server {}; its registrations start afresh", label);
        } else {
            log.info("Joined server {}", label);
        }
    }

    /** The bot was removed from a server, which is called by the label in the log. */
    public void left(long guildId, String label) {
        guilds.left(guildId, clock.instant());
        log.info("Left server {}; its settings are kept for 30 days", label);
    }

    /** Forgets the servers that the bot left 30 days ago. */
    public void forgetLongGone() {
        Instant now = clock.instant();
        for (long guildId : guilds.leftBefore(now.minus(REMEMBERED))) {
            database.useTransaction(handle -> {
                outbox.cleanup().dropAll(handle, guildId, "the bot left the server", now);
                players.forgetGuild(handle, guildId);
                guilds.forget(handle, guildId);
            });
            log.info("Forgot server {}, which the bot left 30 days ago", guildId);
        }
    }

    /** In the transaction that takes note of why: one that is forgotten half way would never be polled. */
    public void startAnew(Handle handle, long guildId) {
        players.startAnew(handle, guildId, siteClock.instant());
    }
}
