package io.github.cheevoherald.guilds;

import java.util.List;
import java.util.Set;

/** A channel that receives announcements of one or more kinds, by name, and the roles that they ping. */
public record FeedChannel(long guildId, long channelId, List<String> kinds, Set<Long> mentionRoles) {
    public FeedChannel {
        kinds = List.copyOf(kinds);
        mentionRoles = Set.copyOf(mentionRoles);
    }
}
