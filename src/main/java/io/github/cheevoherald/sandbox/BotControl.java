package io.github.cheevoherald.sandbox;

import java.time.Instant;
import java.util.List;
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
