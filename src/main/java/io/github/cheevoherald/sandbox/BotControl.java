package io.github.cheevoherald.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts, stops and inspects the bot's process. */
public interface BotControl {

    /** Starts it unless it is running. */
    void start();

    /** Stops it gracefully and waits for its end. */
    void stop();

    /** Kills it (SIGKILL), as a power cut would, and waits for its end. */
    void kill();

    /** Whether the process is alive. */
    boolean isRunning();

    /** Whether it has reported that it is ready since its last start. */
    boolean isReady();

    /** The newest rows of its outbox, newest first, at most 500. Works while the bot is stopped, too. */
    List<OutboxRow> outbox();

    /** The backlog in its outbox. Works while the bot is stopped, too. */
    Backlog waiting();

    /** All registrations. Works while the bot is stopped, too. */
    List<Registered> registered();

    /** A member of a server who is registered as a player. */
    record Registered(long guildId, long memberId, String ulid) {}

    /**
     * The backlog of the outbox.
     *
     * @param counts how many rows are in each state
     * @param rows the rows that are not sent yet, oldest first, at most 100
     * @param blocked feeds that do not work at present
     * @param paces servers at their limit of lists per minute, and when the next list may go
     */
    record Backlog(Map<String, Long> counts, List<OutboxRow> rows, List<BlockedFeed> blocked, List<ListPace> paces) {}

    /** A server at its limit of lists per minute, and when the next list may go. */
    record ListPace(long guildId, Instant nextAt) {}

    /**
     * A feed that is blocked.
     *
     * @param probeAt when it is retried
     */
    record BlockedFeed(
            long guildId,
            long channelId,
            String reason,
            @Nullable Instant probeAt) {}

    /** The form of a row. */
    enum Form {
        /** Not rendered yet. */
        UNMADE,
        /** A message of its own. */
        MESSAGE,
        /** A message of a list. Lists are limited per minute. */
        LIST
    }

    /**
     * One row of the bot's outbox.
     *
     * @param state as the outbox writes it: pending, sending, sent, dropped
     * @param payload what is announced, as JSON
     * @param problem why the last attempt failed, if there was one
     * @param unlocks the number of unlocks that it announces
     * @param aside whether it was set aside because Discord refused this message alone
     */
    record OutboxRow(
            long id,
            long guildId,
            String state,
            String payload,
            @Nullable Long channelId,
            int attempts,
            Instant createdAt,
            Instant nextAttemptAt,
            @Nullable String problem,
            Form form,
            int unlocks,
            boolean aside) {}
}
