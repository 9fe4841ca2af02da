package io.github.cheevoherald.discord;

import java.util.List;
import java.util.function.Function;

/** The result of reading a channel back. */
public sealed interface HistoryResult {

    /**
     * A page, newest first: the bot's own messages, the id of the oldest one, whoever posted it (0 if there is none),
     * and whether there are no older ones.
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

    /** The bot may not read the channel's history. */
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

    /** Discord doesn't answer at present. */
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
