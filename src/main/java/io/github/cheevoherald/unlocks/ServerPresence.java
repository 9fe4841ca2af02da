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
 * Handles the bot joining and leaving servers. Joining posts nothing, leaving stops the polls, a return restarts every
 * registration, and a server that the bot left long ago is forgotten.
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

    /** @param siteClock RetroAchievements' time, by which registrations restart */
    public ServerPresence(
            Database database, Guilds guilds, Players players, Outbox outbox, Clock clock, Clock siteClock) {
        this.database = database;
        this.guilds = guilds;
        this.players = players;
        this.outbox = outbox;
        this.clock = clock;
        this.siteClock = siteClock;
    }

    /** Records the servers that the bot is in after connecting; it has left all others. */
    public void presentIn(Set<Long> guildIds) {
        Instant now = clock.instant();
        database.useTransactionAlone(handle -> {
            for (long returned : guilds.present(handle, guildIds, now)) {
                startAnew(handle, returned);
                log.info("Back in server {}; its registrations start afresh", returned);
            }
            // Includes servers that the bot was never in, where only the application's commands were added.
            for (long registered : players.guilds(handle)) {
                if (!guildIds.contains(registered)) {
                    guilds.left(handle, registered, now);
                }
            }
        });
    }

    /** Records that the bot was added to a server; {@code label} names it in the log. */
    public void joined(long guildId, String label) {
        boolean returned = database.aloneInTransaction(handle -> {
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

    /** Records that the bot was removed from a server; {@code label} names it in the log. */
    public void left(long guildId, String label) {
        guilds.left(guildId, clock.instant());
        log.info("Left server {}; its settings are kept for 30 days", label);
    }

    /** Forgets servers that the bot left 30 days ago. */
    public void forgetLongGone() {
        Instant now = clock.instant();
        for (long guildId : guilds.leftBefore(now.minus(REMEMBERED))) {
            database.useTransactionAlone(handle -> {
                outbox.cleanup().dropAll(handle, guildId, "the bot left the server", now);
                outbox.filters().forget(handle, guildId);
                players.forgetGuild(handle, guildId);
                guilds.forget(handle, guildId);
            });
            log.info("Forgot server {}, which the bot left 30 days ago", guildId);
        }
    }

    /** Restarts a server's registrations and feeds, in the transaction that records why, so that a crash loses neither. */
    public void startAnew(Handle handle, long guildId) {
        Instant siteNow = siteClock.instant();
        guilds.beginAnew(handle, guildId, siteNow);
        players.startAnew(handle, guildId, siteNow);
    }
}
