package io.github.cheevoherald.sandbox.discord;

import java.util.LinkedHashMap;
import java.util.Map;

/** A server, whether or not the bot is in it. */
final class GuildState {
    private final long id;
    private final String name;
    private final long ownerId;
    private final Map<Long, RoleState> roles = new LinkedHashMap<>();
    private final Map<Long, MemberState> members = new LinkedHashMap<>();
    private final Map<Long, ChannelState> channels = new LinkedHashMap<>();
    private long systemChannelId;
    private long botRoleId;
    private boolean available = true;
    private boolean commandsOnly;

    GuildState(long id, String name, long ownerId) {
        this.id = id;
        this.name = name;
        this.ownerId = ownerId;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    long ownerId() {
        return ownerId;
    }

    Map<Long, RoleState> roles() {
        return roles;
    }

    Map<Long, MemberState> members() {
        return members;
    }

    Map<Long, ChannelState> channels() {
        return channels;
    }

    long systemChannelId() {
        return systemChannelId;
    }

    void systemChannelId(long channelId) {
        systemChannelId = channelId;
    }

    long botRoleId() {
        return botRoleId;
    }

    void botRoleId(long roleId) {
        botRoleId = roleId;
    }

    /** Whether the application was added without its bot. */
    boolean commandsOnly() {
        return commandsOnly;
    }

    void commandsOnly(boolean now) {
        commandsOnly = now;
    }

    boolean available() {
        return available;
    }

    void available(boolean now) {
        available = now;
    }
}
