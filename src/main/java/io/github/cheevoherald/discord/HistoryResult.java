package io.github.cheevoherald.discord;

import java.util.List;

/** What became of a wish to read a channel back. */
public sealed interface HistoryResult {

    /**
     * A page of messages, newest first.
     *
     * @param ours those that the bot posted
     * @param oldestId the id of the oldest message of the page, whoever posted it; 0 when there is none
     * @param isLast whether the channel has no older ones
     */
    record Page(List<PostedMessage> ours, long oldestId, boolean isLast) implements HistoryResult {
        public Page {
            ours = List.copyOf(ours);
        }
    }

    /** The bot may not read what was posted there. */
    record NotAllowed() implements HistoryResult {}

    /** The channel can be neither read nor written to. */
    record Refused(SendResult.Reason reason) implements HistoryResult {}

    /** No answer at present. */
    record Unavailable(String why) implements HistoryResult {}
}
