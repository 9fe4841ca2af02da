package io.github.cheevoherald.discord;

import java.util.function.LongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.jspecify.annotations.Nullable;

/** Names of the bot, its servers and their channels, for operators; just the id if the name is unknown. */
public final class PresentNames {
    private final String bot;
    private final LongFunction<@Nullable JDA> shards;

    PresentNames(String bot, LongFunction<@Nullable JDA> shards) {
        this.bot = bot;
        this.shards = shards;
    }

    /** The bot's own name. */
    public String bot() {
        return bot;
    }

    /** A server's name and id. */
    public String server(long guildId) {
        Guild guild = guild(guildId);
        return guild == null ? ServerLabel.ofUnnamed(guildId) : ServerLabel.of(guild);
    }

    /** A channel's name and id. */
    public String channel(long guildId, long channelId) {
        Guild guild = guild(guildId);
        GuildChannel channel = guild == null ? null : guild.getGuildChannelById(channelId);
        return channel == null ? Long.toUnsignedString(channelId) : ServerLabel.of("#" + channel.getName(), channelId);
    }

    private @Nullable Guild guild(long guildId) {
        JDA shard = shards.apply(guildId);
        return shard == null ? null : shard.getGuildById(guildId);
    }
}
