package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.discord.SendResult;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads a channel back from its newest message to see what of ours stands in it. Discord forgets nonces within
 * minutes; what was posted stays.
 */
final class HistoryLook {
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;

    private final Discord discord;

    HistoryLook(Discord discord) {
        this.discord = discord;
    }

    /** What a look saw. */
    sealed interface Seen {
        /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
        record Cases<R>(
                Function<? super Read, ? extends R> read,
                Function<? super NotAllowed, ? extends R> notAllowed,
                Function<? super Refused, ? extends R> refused,
                Function<? super Unavailable, ? extends R> unavailable) {}

        /** Applies the function for this case. */
        <R> R fold(Cases<R> cases);
    }

    /**
     * The channel was read back far enough.
     *
     * @param announced every unlock that our messages announce there
     * @param messageId the newest message that announces what was looked for; 0 when there is none
     */
    record Read(Set<Announced> announced, long messageId) implements Seen {
        @Override
        public <R> R fold(Seen.Cases<R> cases) {
            return cases.read().apply(this);
        }
    }

    /** The bot may not read what was posted there. */
    record NotAllowed() implements Seen {
        @Override
        public <R> R fold(Seen.Cases<R> cases) {
            return cases.notAllowed().apply(this);
        }
    }

    /** The channel can be neither read nor written to. */
    record Refused(SendResult.Reason reason) implements Seen {
        @Override
        public <R> R fold(Seen.Cases<R> cases) {
            return cases.refused().apply(this);
        }
    }

    /** Discord did not answer. */
    record Unavailable(String why) implements Seen {
        @Override
        public <R> R fold(Seen.Cases<R> cases) {
            return cases.unavailable().apply(this);
        }
    }

    /**
     * Looks for a message that announces all of these. The future never fails.
     *
     * @param stopAt a message's id: what is older cannot be it
     */
    CompletableFuture<Seen> look(long guildId, long channelId, Set<Announced> wanted, long stopAt) {
        return page(guildId, channelId, 0, new Search(wanted, stopAt));
    }

    /** The id that a message of that time would have; all older ones have smaller ids. */
    static long idAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - DISCORD_EPOCH_MILLIS) << 22;
    }

    private CompletableFuture<Seen> page(long guildId, long channelId, long before, Search search) {
        return discord.history(guildId, channelId, before).thenCompose(result -> {
            return result.fold(new HistoryResult.Cases<CompletableFuture<Seen>>(
                    page -> search.isOver(page)
                            ? CompletableFuture.completedFuture(new Read(search.announced, search.messageId))
                            : page(guildId, channelId, page.oldestId(), search),
                    notAllowed -> CompletableFuture.completedFuture(new NotAllowed()),
                    refused -> CompletableFuture.completedFuture(new Refused(refused.reason())),
                    unavailable -> CompletableFuture.completedFuture(new Unavailable(unavailable.why()))));
        });
    }

    private static final class Search {
        private final Set<Announced> wanted;
        private final long stopAt;
        private final Set<Announced> announced = new HashSet<>();
        private long messageId;

        Search(Set<Announced> wanted, long stopAt) {
            this.wanted = wanted;
            this.stopAt = stopAt;
        }

        boolean isOver(HistoryResult.Page page) {
            for (PostedMessage message : page.ours()) {
                if (message.id() > stopAt) {
                    Set<Announced> here = Announced.in(message.content(), message.embeds());
                    announced.addAll(here);
                    if (messageId == 0 && !wanted.isEmpty() && here.containsAll(wanted)) {
                        messageId = message.id();
                    }
                }
            }
            return page.isLast() || page.oldestId() <= stopAt || messageId != 0;
        }
    }
}
