package io.github.cheevoherald.sandbox.demo;

import java.util.List;

/**
 * The demo's Discord server: ids as the embedded Discord gave them.
 *
 * @param feedChannelId where announcements go
 * @param talkChannelId where commands are typed
 */
public record DemoServer(
        long guildId, String name, long feedChannelId, long talkChannelId, Person admin, List<Person> members) {
    public DemoServer {
        members = List.copyOf(members);
    }

    /**
     * A member of the server.
     *
     * @param player the name on the site
     */
    public record Person(long userId, String name, String player) {}
}
