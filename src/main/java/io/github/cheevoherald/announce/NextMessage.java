package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.Composer.Selection;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses what a feed sends next, and whether it is time for it. */
final class NextMessage {
    private final Outbox outbox;
    private final Guilds guilds;
    private final Composer composer;
    private final ListLimit listLimit;
    private final Clock clock;

    NextMessage(Outbox outbox, Guilds guilds, Composer composer, ListLimit listLimit, Clock clock) {
        this.outbox = outbox;
        this.guilds = guilds;
        this.composer = composer;
        this.listLimit = listLimit;
        this.clock = clock;
    }

    sealed interface Choice {
        record Cases(
                Consumer<? super Rest> rest,
                Consumer<? super MayBePosted> mayBePosted,
                Consumer<? super Announce> announce) {}

        void run(Cases cases);
    }

    /** Nothing is due until then. */
    record Rest(Instant until) implements Choice {
        @Override
        public void run(Cases cases) {
            cases.rest().accept(this);
        }
    }

    /** This entry was tried and may be posted in this channel already. */
    record MayBePosted(OutboxEntry entry, long channelId) implements Choice {
        @Override
        public void run(Cases cases) {
            cases.mayBePosted().accept(this);
        }
    }

    /** These entries are to be announced now, in at most that many pages if it is a list. */
    record Announce(Selection selection, int pages, long channelId) implements Choice {
        @Override
        public void run(Cases cases) {
            cases.announce().accept(this);
        }
    }

    Choice of(FeedSlot slot) {
        Instant now = clock.instant();
        Feed feed = guilds.feed(slot.feed().guildId(), slot.feed().kind()).orElse(null);
        OutboxEntry next = outbox.next(slot.feed())
                .or(() -> outbox.refused().next(slot.feed(), now))
                .orElse(null);
        if (feed == null || next == null || !isOpen(feed, now)) {
            return new Rest(now);
        }
        boolean begunByAnEarlierProcess = slot.isFirst() && next.state() == State.SENDING;
        if (!begunByAnEarlierProcess && !isDue(next.nextAttemptAt(), now)) {
            return new Rest(next.nextAttemptAt());
        }
        if (next.state() == State.SENDING && next.channelId() != null) {
            return new MayBePosted(next, next.channelId());
        }
        return announce(next, feed.channelId(), now);
    }

    private Choice announce(OutboxEntry next, long channelId, Instant now) {
        int pages = listLimit.free(next.feed(), now);
        Selection selection = composer.select(next, pages);
        if (!selection.list() || pages > 0) {
            return new Announce(selection, pages, channelId);
        }
        Selection news = composer.selectNews(next.feed()).orElse(null);
        // Without news it is not a rest until the list may go, since news may come at any moment.
        return news == null || !isDue(news.first().nextAttemptAt(), now)
                ? new Rest(now)
                : new Announce(news, pages, channelId);
    }

    /** Whether a feed takes messages, or is due to be tried again. */
    static boolean isOpen(Feed feed, Instant now) {
        return feed.blockedReason() == null || isDue(feed.probeAt(), now);
    }

    private static boolean isDue(@Nullable Instant time, Instant now) {
        return time == null || !time.isAfter(now);
    }
}
