package io.github.cheevoherald;

import io.github.cheevoherald.announce.Delivery;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.ops.Health;
import io.github.cheevoherald.ops.HealthServer;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.ops.Metrics;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.retroachievements.RequestBudget;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.PollLoop;
import io.github.cheevoherald.unlocks.PollSchedule;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What the health pages look at. */
final class HealthPages {
    /**
     * A turn is one request of at most 20 s, or one message, and some transactions, each of which gives up within 40 s
     * when somebody else holds the database. Waits for the request budget are none of it.
     */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

    /** Shorter than the patience of the health probe and of whatever else asks. */
    private static final Duration DATABASE = Duration.ofMillis(1_500);

    private final Health health;
    private final Metrics metrics = new Metrics();

    HealthPages(Database database, DiscordConnection connection, BooleanSupplier started) {
        health = new Health()
                .need("the database", () -> database.answers(DATABASE))
                .need("the connection to Discord", connection::isConnected)
                .need("all that is started", started);
    }

    void loops(PollLoop polls, RequestBudget budget, Delivery delivery, Tasks tasks) {
        health.loop("polls", LONGEST_TURN, () -> polls.sinceTurn(budget::sinceHeldBack))
                .loop("delivery", LONGEST_TURN, delivery::sinceTurn)
                .loop("tasks", LONGEST_TURN, tasks::sinceTurn);
    }

    void numbers(IntSupplier watched, PollSchedule schedule, Outbox outbox) {
        metrics.gauge("herald.players.watched", "Players who are polled", watched::getAsInt)
                .gauge("herald.players.on.radar", "Of these, followed by the key's account", schedule::coveredPlayers)
                .gauge(
                        "herald.poll.interval.longest.seconds",
                        "How long a player may wait for a poll: polling.max-interval, or what the budget bears",
                        () -> schedule.longestInterval().toSeconds())
                .gauge("herald.announcements.waiting", "Messages that are not posted yet", () -> waiting(outbox));
    }

    static int waiting(Outbox outbox) {
        return outbox.waitingGuilds().stream().mapToInt(outbox::waiting).sum();
    }

    HealthServer serve(Config.Http http) throws HealthServerException {
        return HealthServer.start(http.host(), http.port(), health, metrics);
    }
}
