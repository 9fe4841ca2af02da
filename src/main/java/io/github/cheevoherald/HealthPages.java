package io.github.cheevoherald;

import io.github.cheevoherald.announce.Delivery;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.ops.Health;
import io.github.cheevoherald.ops.HealthServer;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.ops.Metrics;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Wires the health pages to what they report on: which loops must turn, what must be there, and which gauges exist. */
final class HealthPages {
    /**
     * A turn is one request of at most 20 s, or one message, and a few transactions, each of which gives up after 40 s if
     * the database stays locked. Waiting for the request budget does not count.
     */
    private static final Duration MAX_TURN = Duration.ofMinutes(5);

    /** Shorter than the time-out of the health probe and of other callers. */
    private static final Duration DATABASE_PATIENCE = Duration.ofMillis(1_500);

    private final Health health;
    private final Metrics metrics = new Metrics();

    HealthPages(Database database, DiscordConnection connection, BooleanSupplier started) {
        health = new Health()
                .need("the database", () -> database.answers(DATABASE_PATIENCE))
                .need("the lease on the database", database::mayAct)
                .need("the connection to Discord", connection::isConnected)
                .need("all that is started", started);
    }

    void loops(Polling polling, SiteEdge edge, Delivery delivery, Tasks tasks) {
        health.loop("polls", MAX_TURN, () -> polling.loop.sinceTurn(edge.budget::sinceHeldBack))
                .loop("scans", MAX_TURN, () -> polling.scans.sinceTurn(edge.second::sinceHeldBack))
                .loop("delivery", MAX_TURN, delivery::sinceTurn)
                .loop("tasks", MAX_TURN, tasks::sinceTurn);
    }

    void gauges(IntSupplier watched, PollSchedule schedule, Outbox outbox) {
        metrics.gauge("herald.players.watched", "Players who are polled", watched::getAsInt)
                .gauge("herald.players.on.radar", "Of these, followed by the key's account", schedule::coveredPlayers)
                .gauge(
                        "herald.players.active",
                        "Of those watched and not followed, active as the site's list shows",
                        schedule::activePlayers)
                .gauge(
                        "herald.poll.interval.longest.seconds",
                        "How long a player may wait for a poll: polling.max-interval, or what the budget allows",
                        () -> schedule.longestInterval().toSeconds())
                .gauge(
                        "herald.announcements.waiting",
                        "Messages that are not posted yet",
                        () -> StatusLines.backlog(outbox));
    }

    HealthServer serve(Config.Http http) throws HealthServerException {
        return HealthServer.start(http.host(), http.port(), health, metrics);
    }
}
