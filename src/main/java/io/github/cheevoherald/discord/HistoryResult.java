package io.github.cheevoherald.discord;

import java.util.List;
import java.util.function.Function;

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

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.page().apply(this);
        }
    }

    /** The bot may not read what was posted there. */
    record NotAllowed() implements HistoryResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notAllowed().apply(this);
        }
    }

    /** The channel can be neither read nor written to. */
    record Refused(SendResult.Reason reason) implements HistoryResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused().apply(this);
        }
    }

    /** No answer at present. */
    record Unavailable(String why) implements HistoryResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unavailable().apply(this);
        }
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<R>(
            Function<? super Page, ? extends R> page,
            Function<? super NotAllowed, ? extends R> notAllowed,
            Function<? super Refused, ? extends R> refused,
            Function<? super Unavailable, ? extends R> unavailable) {}

    /** Applies the function for this case. */
    <R> R fold(Cases<R> cases);
}
