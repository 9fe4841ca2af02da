package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.outbox.ItemKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a channel back from its newest message to find our announcements in it. Discord forgets nonces within minutes;
 * messages stay.
 */
final class HistorySearch {
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;

    private final Discord discord;

    HistorySearch(Discord discord) {
        this.discord = discord;
    }

    /**
     * How far a channel was read back: the last page, or why there was no further one; every item that our messages
     * announce there; and the newest message that announces all the wanted items, 0 when there is none.
     */
    record Found(HistoryResult end, Set<ItemKey> announced, long messageId) {}

    /**
     * Searches for a message that announces all the wanted items. Messages up to the id {@code stopAt} can't be it. The
     * future never fails.
     */
    CompletableFuture<Found> search(
            long guildId, long channelId, AnnouncementKind kind, Set<ItemKey> wanted, long stopAt) {
        return page(guildId, channelId, 0, new Search(kind, wanted, stopAt));
    }

    /** The id that a message of that time would have; all older ones have smaller ids. */
    static long idAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - DISCORD_EPOCH_MILLIS) << 22;
    }

    private CompletableFuture<Found> page(long guildId, long channelId, long before, Search search) {
        return discord.history(guildId, channelId, before)
                .thenCompose(result -> result.fold(new HistoryResult.Cases<CompletableFuture<Found>>(
                        page -> search.isOver(page)
                                ? search.ends(page)
                                : page(guildId, channelId, page.oldestId(), search),
                        search::ends,
                        search::ends,
                        search::ends)));
    }

    private static final class Search {
        private final AnnouncementKind kind;
        private final Set<ItemKey> wanted;
        private final long stopAt;
        private final Set<ItemKey> announced = new HashSet<>();
        private long messageId;

        Search(AnnouncementKind kind, Set<ItemKey> wanted, long stopAt) {
            this.kind = kind;
            this.wanted = wanted;
            this.stopAt = stopAt;
        }

        CompletableFuture<Found> ends(HistoryResult end) {
            return CompletableFuture.completedFuture(new Found(end, announced, messageId));
        }

        boolean isOver(HistoryResult.Page page) {
            for (PostedMessage message : page.ours()) {
                if (message.id() > stopAt) {
                    Set<ItemKey> here = kind.readBack(message.content(), message.embeds());
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
