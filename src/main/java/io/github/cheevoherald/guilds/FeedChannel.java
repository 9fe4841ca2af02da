package io.github.cheevoherald.guilds;

import java.util.List;

/** A channel that receives announcements of one or more kinds, by name. */
public record FeedChannel(long guildId, long channelId, List<String> kinds) {
    public FeedChannel {
        kinds = List.copyOf(kinds);
    }
}
