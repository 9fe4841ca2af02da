package io.github.cheevoherald.discord;

import java.util.List;

/** The result of reading a page of a channel's history. */
public sealed interface HistoryResult {

    /**
     * A page of messages, newest first.
     *
     * @param ours the messages that the bot posted
     * @param oldestId the id of the oldest message on the page, whoever posted it; 0 if the page is empty
     * @param isLast whether the channel has no older messages
     */
    record Page(List<PostedMessage> ours, long oldestId, boolean isLast) implements HistoryResult {
        public Page {
            ours = List.copyOf(ours);
        }
    }

    /** The bot may not read the channel's history. */
    record NotAllowed() implements HistoryResult {}

    /** The channel can be neither read nor written to. */
    record Refused(SendResult.Reason reason) implements HistoryResult {}

    /** No answer at present. */
    record Unavailable(String why) implements HistoryResult {}
}
