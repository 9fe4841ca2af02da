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

    /** Who is registered as whom; also when it does not run. */
    List<Registered> registered();

    /** A member of a server who is registered as a player. */
    record Registered(long guildId, long memberId, String ulid) {}

    /**
     * What the outbox holds.
     *
     * @param counts how many rows are in each state
     * @param rows those that wait, the oldest first, at most 100
     * @param blocked feeds that do not work at present
     * @param paces where as many lists went out as may in a minute, and when the next one may
     */
    record Backlog(Map<String, Long> counts, List<OutboxRow> rows, List<BlockedFeed> blocked, List<ListPace> paces) {}

    /** A server's lists: only so many go out a minute, so that the next one waits until then. */
    record ListPace(long guildId, Instant nextAt) {}

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

    /** What a row is so far. */
    enum Form {
        /** Not made into messages yet. */
        UNMADE,
        /** A message of its own. */
        MESSAGE,
        /** A message of a list, of which only so many go out a minute. */
        LIST
    }

    /**
     * One row of the bot's outbox.
     *
     * @param state as the outbox writes it: pending, sending, sent, dropped
     * @param payload what is announced, as JSON
     * @param problem why it did not go through, if it was tried
     * @param unlocks how many it announces
     * @param aside whether Discord refused it alone, so that others go first
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
