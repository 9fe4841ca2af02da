package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.entities.GuildImpl;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Finds channels that JDA doesn't hold: it forgets a thread once that is archived, and doesn't know every kind of channel.
 */
final class ChannelFinder {
    private ChannelFinder() {}

    /** The archived thread, or why there is no channel to post in. */
    record Found(@Nullable GuildMessageChannel thread, SendResult otherwise) {}

    /** Asks Discord about a channel. The future never fails. */
    static CompletableFuture<Found> ask(Guild guild, long channelId, long minutesToBegin) {
        Route.CompiledRoute route = Route.Channels.GET_CHANNEL.compile(Long.toUnsignedString(channelId));
        return new RestActionImpl<Found>(guild.getJDA(), route, (response, request) -> read(guild, response))
                .timeout(minutesToBegin, TimeUnit.MINUTES)
                .submit()
                .exceptionally(failure -> new Found(null, SendFailures.beforeAnyRequest(failure)));
    }

    private static Found read(Guild guild, Response response) {
        DataObject json = response.optObject().orElse(DataObject.empty());
        ChannelType type = ChannelType.fromId(json.getInt("type", -1));
        SendResult notYet = new NotSent("Discord has not sent us the channel yet");
        if (type.isThread()) {
            return new Found(thread(guild, json), notYet);
        }
        return new Found(null, type.isMessage() ? notYet : new ChannelRefused(Reason.WRONG_KIND));
    }

    /** A thread that JDA doesn't hold on to; null while it doesn't know the thread's channel. */
    private static @Nullable GuildMessageChannel thread(Guild guild, DataObject json) {
        if (guild.getGuildChannelById(json.getUnsignedLong("parent_id", 0)) == null) {
            return null;
        }
        return ((JDAImpl) guild.getJDA())
                .getEntityBuilder()
                .createThreadChannel((GuildImpl) guild, json, guild.getIdLong(), false);
    }
}
