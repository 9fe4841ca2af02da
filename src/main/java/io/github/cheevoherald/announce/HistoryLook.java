package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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
    sealed interface Seen {}

    /**
     * The channel was read back far enough.
     *
     * @param announced every unlock that our messages announce there
     * @param messageId the newest message that announces what was looked for; 0 when there is none
     */
    record Read(Set<Announced> announced, long messageId) implements Seen {}

    /** The channel could not be read, for the reason that Discord or our own knowledge gave. */
    record NotRead(HistoryResult why) implements Seen {}

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
            if (!(result instanceof HistoryResult.Page page)) {
                return CompletableFuture.completedFuture(new NotRead(result));
            }
            return search.isOver(page)
                    ? CompletableFuture.completedFuture(new Read(search.announced, search.messageId))
                    : page(guildId, channelId, page.oldestId(), search);
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
