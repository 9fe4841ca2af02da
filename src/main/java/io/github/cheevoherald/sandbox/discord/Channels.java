package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The channels. Methods act as people would: create and close channels, write in them, set permissions. The bot is
 * notified.
 */
public final class Channels {
    private final State state;
    private final Sessions sessions;
    private final Messages messages;
    private final Set<Long> withoutDirect = new HashSet<>();

    Channels(State state, Sessions sessions, Messages messages) {
        this.state = state;
        this.sessions = sessions;
        this.messages = messages;
    }

    /** Creates a text channel. */
    public long create(long guildId, String name) {
        return create(guildId, name, ChannelState.TEXT);
    }

    /** Creates an announcement channel. */
    public long createAnnouncement(long guildId, String name) {
        return create(guildId, name, ChannelState.ANNOUNCEMENT);
    }

    /** Creates a forum: a channel that takes threads but no messages. */
    public long createForum(long guildId, String name) {
        return create(guildId, name, ChannelState.FORUM);
    }

    private long create(long guildId, String name, int type) {
        return state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            ChannelState channel = ChannelState.of(guild, state.nextId(), type, name);
            state.add(channel);
            sessions.send(guild, GatewayOp.GUILDS, "CHANNEL_CREATE", Payloads.channel(channel));
            return channel.id();
        });
    }

    /** Deletes a channel or thread with all its messages, and a channel's threads. */
    public void delete(long channelId) {
        state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            GuildState guild = guildOf(channel);
            List.copyOf(guild.channels().values()).stream()
                    .filter(thread -> thread.parentId() == channelId)
                    .forEach(state::remove);
            state.remove(channel);
            if (channel.thread() != null) {
                sessions.send(guild, GatewayOp.GUILDS, "THREAD_DELETE", Payloads.channel(channel));
                return;
            }
            if (guild.systemChannelId() == channelId) {
                guild.systemChannelId(0);
            }
            sessions.send(guild, GatewayOp.GUILDS, "CHANNEL_DELETE", Payloads.channel(channel));
        });
    }

    /** Chooses the channel for the server's own notices; 0 for none. */
    public void systemChannel(long guildId, long channelId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            guild.systemChannelId(channelId);
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_UPDATE", Payloads.guild(guild));
        });
    }

    /** Grants permissions in a channel to a role (everyone, if it's the server's id) or a member. */
    public void allow(long channelId, long roleOrUserId, Permission... permissions) {
        overwrite(channelId, roleOrUserId, Permission.bits(List.of(permissions)), true);
    }

    /** Denies permissions in a channel to a role (everyone, if it's the server's id) or a member. */
    public void deny(long channelId, long roleOrUserId, Permission... permissions) {
        overwrite(channelId, roleOrUserId, Permission.bits(List.of(permissions)), false);
    }

    /** Grants the bot permissions in a channel. */
    public void allowBot(long channelId, Permission... permissions) {
        allow(channelId, state.bot().id(), permissions);
    }

    /** Denies the bot permissions in a channel. */
    public void denyBot(long channelId, Permission... permissions) {
        deny(channelId, state.bot().id(), permissions);
    }

    private void overwrite(long channelId, long roleOrUserId, long bits, boolean allow) {
        state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            GuildState guild = guildOf(channel);
            boolean role = guild.roles().containsKey(roleOrUserId);
            Overwrite before = channel.overwrites().getOrDefault(roleOrUserId, new Overwrite(roleOrUserId, role, 0, 0));
            channel.overwrites().put(roleOrUserId, allow ? before.allowing(bits) : before.denying(bits));
            sessions.send(guild, GatewayOp.GUILDS, "CHANNEL_UPDATE", Payloads.channel(channel));
        });
    }

    /** The direct channel between the bot and a person, created if there is none. */
    public long direct(long userId) {
        return state.locked(() -> state.directChannel(state.requireUser(userId)).id());
    }

    /** The direct channels that hold messages, oldest first, each with its person. */
    public Map<Long, Long> directs() {
        return state.locked(state::talkedDirects);
    }

    /** Lets a person block the bot's direct messages (50007), or allow them again. */
    public void refuseDirect(long userId, boolean refuse) {
        state.locked(() -> {
            if (refuse) {
                withoutDirect.add(userId);
            } else {
                withoutDirect.remove(userId);
            }
        });
    }

    boolean refusesDirect(User person) {
        return withoutDirect.contains(person.id());
    }

    /** A channel's public messages, oldest first. */
    public List<Message> messages(long channelId) {
        return state.locked(() -> state.requireChannel(channelId).messages().values().stream()
                .filter(message -> !message.ephemeral())
                .map(Message::of)
                .toList());
    }

    /** The messages a person sees in a channel, including private ones for them; none if they can't see the channel. */
    public List<Message> messagesSeenBy(long channelId, long userId) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            return List.copyOf(seen(channel, userId, channel.messages(), Integer.MAX_VALUE));
        });
    }

    /** The last messages before the given one that a person sees, oldest first. */
    public List<Message> messagesBefore(long channelId, long userId, long messageId, int max) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            List<Message> seen = seen(
                    channel,
                    userId,
                    channel.messages().headMap(messageId, false).descendingMap(),
                    max);
            Collections.reverse(seen);
            return List.copyOf(seen);
        });
    }

    /** The first messages after the given one that a person sees, oldest first. */
    public List<Message> messagesAfter(long channelId, long userId, long messageId, int max) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            return List.copyOf(seen(channel, userId, channel.messages().tailMap(messageId, false), max));
        });
    }

    private List<Message> seen(ChannelState channel, long userId, Map<Long, MessageState> from, int max) {
        List<Message> seen = new ArrayList<>();
        if (!Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(channel, state.requireUser(userId)))) {
            return seen;
        }
        for (MessageState message : from.values()) {
            if (seen.size() == max) {
                break;
            }
            if (message.visibleTo(userId)) {
                seen.add(Message.of(message));
            }
        }
        return seen;
    }

    /** The last message that everybody sees, or 0. */
    public long lastMessage(long channelId) {
        return state.locked(() -> {
            for (MessageState message :
                    state.requireChannel(channelId).messages().descendingMap().values()) {
                if (!message.ephemeral()) {
                    return message.id();
                }
            }
            return 0L;
        });
    }

    /** Whether the bot can see the channel and write there. */
    public boolean botMayPost(long channelId) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            long rights = UserPermissions.inChannel(channel, state.bot());
            return Permission.VIEW_CHANNEL.in(rights)
                    && Permission.toSendIn(channel).in(rights)
                    && (channel.thread() == null || !channel.thread().locked() || Permission.MANAGE_THREADS.in(rights));
        });
    }

    /** Posts a message as a person. */
    public Message post(long channelId, long userId, String text) {
        return state.locked(() -> {
            ObjectNode body = Json.object().put("content", text);
            return Message.of(
                    messages.create(Draft.by(state.requireChannel(channelId), state.requireUser(userId), body)));
        });
    }

    /**
     * Adds a message of any shape to a channel, such as one of a type that the bot's library doesn't know yet. The
     * gateway doesn't mention it; the bot finds it only in the history.
     *
     * @param fields replace those of an ordinary message; null removes a field
     */
    public Message put(long channelId, long userId, ObjectNode fields) {
        return state.locked(() ->
                Message.of(messages.put(Draft.by(state.requireChannel(channelId), state.requireUser(userId), fields))));
    }

    /** Deletes a message as a moderator. */
    public void deleteMessage(long channelId, long messageId) {
        state.locked(() -> {
            MessageState message = state.requireChannel(channelId).messages().get(messageId);
            if (message != null) {
                messages.delete(message);
            }
        });
    }

    /** The ids of a server's channels, oldest first. */
    public List<Long> of(long guildId) {
        return state.locked(
                () -> List.copyOf(state.requireGuild(guildId).channels().keySet()));
    }

    /** The channel that a thread belongs to; 0 for a channel that is no thread. */
    public long parent(long channelId) {
        return state.locked(() -> state.requireChannel(channelId).parentId());
    }

    /** A channel's name. */
    public String name(long channelId) {
        return state.locked(() -> state.requireChannel(channelId).name());
    }

    private static GuildState guildOf(ChannelState channel) {
        GuildState guild = channel.guild();
        if (guild == null) {
            throw new IllegalArgumentException("a direct channel belongs to no server");
        }
        return guild;
    }
}
