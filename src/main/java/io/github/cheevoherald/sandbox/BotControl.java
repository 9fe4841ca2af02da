package io.github.cheevoherald.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bot's process, as the sandbox steers it. */
public interface BotControl {

    /** Starts it, unless it runs. */
    void start();

    /** Asks it to finish what is in flight and waits until it has ended. */
    void stop();

    /** Ends it as a power cut would (SIGKILL), and waits until it is gone. */
    void kill();

    /** Whether the process is alive. */
    boolean isRunning();

    /** Whether it has said that it is ready since it was last started. */
    boolean isReady();

    /** What its outbox holds now, newest first, at most 500 rows; also when it does not run. */
    List<OutboxRow> outbox();

    /** What waits in its outbox, for what and until when; also when it does not run. */
    Backlog waiting();

    /**
     * What the outbox holds.
     *
     * @param counts how many rows are in each state
     * @param rows those that wait, the oldest first, at most 100
     * @param blocked feeds that do not work at present
     */
    record Backlog(Map<String, Long> counts, List<OutboxRow> rows, List<BlockedFeed> blocked) {}

    /**
     * A feed through which nothing goes.
     *
     * @param probeAt when it is tried again
     */
    record BlockedFeed(
            long guildId,
            long channelId,
            String reason,
            @Nullable Instant probeAt) {}

    /**
     * One row of the bot's outbox.
     *
     * @param state as the outbox writes it: pending, sending, sent, dropped
     * @param payload what is announced, as JSON
     * @param problem why it did not go through, if it was tried
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
            @Nullable String problem) {}
}
