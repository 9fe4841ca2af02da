package io.github.cheevoherald;

import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Clock;
import java.util.Set;

/** The lines on the log and on standard output that say how the bot is doing. */
final class StatusLines {
    private final Storage storage;
    private final DiscordConnection connection;
    private final Clock clock;
    private volatile int backlog;

    StatusLines(Storage storage, DiscordConnection connection, Clock clock) {
        this.storage = storage;
        this.connection = connection;
        this.clock = clock;
    }

    /** For the log: what starts, on which data. */
    String start() {
        return "cheevo-herald " + Version.number() + " starts with the database " + storage.database.place() + "; "
                + counted(storage.players.watched(clock.instant()), "player") + " to watch";
    }

    /** The line on standard output that says that the bot is ready. Programs read it, so it never has a singular. */
    String ready() {
        return "Ready: " + servers() + " servers, " + storage.players.count() + " players";
    }

    /** For the log: whom the bot serves at present. */
    String present() {
        return counted(servers(), "server") + ", " + counted(storage.players.count(), "player");
    }

    /** Counts the backlog while the database can still be read. */
    void countBacklog() {
        backlog = backlog(storage.outbox);
    }

    static int backlog(Outbox outbox) {
        return outbox.waitingGuilds().stream().mapToInt(outbox::waiting).sum();
    }

    /** For the log, after the end. */
    String stopped() {
        return backlog == 0
                ? "Stopped."
                : "Stopped; " + counted(backlog, "announcement")
                        + (backlog == 1 ? " waits for the next start." : " wait for the next start.");
    }

    private int servers() {
        return connection.presentGuilds().map(Set::size).orElse(0);
    }

    private static String counted(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
