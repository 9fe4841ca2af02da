package io.github.cheevoherald.discord;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * Reads pages of a channel's messages. It goes through JDA's rate limits but not its entities, which leave out messages
 * that JDA cannot parse: a page made shorter that way would look like the channel's end.
 */
final class ChannelHistory {
    private static final int PAGE = 100;

    private ChannelHistory() {}

    /** Reads the page before a message, or the newest one for 0. The future never fails. */
    static CompletableFuture<HistoryResult> page(JDA shard, long channelId, long beforeId, long minutesToBegin) {
        Route.CompiledRoute route = Route.Messages.GET_MESSAGE_HISTORY
                .compile(Long.toUnsignedString(channelId))
                .withQueryParams("limit", Integer.toString(PAGE));
        if (beforeId != 0) {
            route = route.withQueryParams("before", Long.toUnsignedString(beforeId));
        }
        long self = shard.getSelfUser().getIdLong();
        return new RestActionImpl<HistoryResult>(shard, route, (response, request) -> read(response, self, beforeId))
                .timeout(minutesToBegin, TimeUnit.MINUTES)
                .submit()
                .exceptionally(ChannelHistory::resultOf);
    }

    private static HistoryResult read(Response response, long self, long beforeId) {
        Optional<DataArray> rows = response.optArray();
        return rows.isEmpty()
                ? new HistoryResult.Unavailable("Discord answered with something else than messages")
                : MessageRows.page(rows.get(), PAGE, self, beforeId);
    }

    private static HistoryResult resultOf(Throwable failure) {
        return SendFailures.resultOf(failure)
                .channelRefusal()
                .<HistoryResult>map(HistoryResult.Refused::new)
                .orElseGet(() -> new HistoryResult.Unavailable(SendFailures.reasonOf(failure)));
    }
}
