package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The channels. People create, close and write in them and set permissions; the bot is notified. */
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

    /** A text channel. */
    public long create(long guildId, String name) {
        return create(guildId, name, ChannelState.TEXT);
    }

    /** An announcement channel. */
    public long createAnnouncement(long guildId, String name) {
        return create(guildId, name, ChannelState.ANNOUNCEMENT);
    }

    /** A forum: a channel that takes threads and no messages. */
    public long createForum(long guildId, String name) {
        return create(guildId, name, ChannelState.FORUM);
    }

    /** A thread that is archived, so that the gateway does not tell of it. */
    public long createArchivedThread(long guildId, String name) {
        return state.locked(() -> {
            ChannelState thread =
                    ChannelState.of(state.requireGuild(guildId), state.nextId(), ChannelState.THREAD, name);
            state.add(thread);
            return thread.id();
        });
    }

    private long create(long guildId, String name, int type) {
        return state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            ChannelState channel = ChannelState.of(guild, state.nextId(), type, name);
            state.add(channel);
            sessions.tell(guild, GatewayOp.GUILDS, "CHANNEL_CREATE", Payloads.channel(channel));
            return channel.id();
        });
    }

    /** Deletes a channel with all its messages. */
    public void delete(long channelId) {
        state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            GuildState guild = guildOf(channel);
            state.remove(channel);
            if (guild.systemChannelId() == channelId) {
                guild.systemChannelId(0);
            }
            sessions.tell(guild, GatewayOp.GUILDS, "CHANNEL_DELETE", Payloads.channel(channel));
        });
    }

    /** Makes a channel the one for the server's own notices; 0 for none. */
    public void systemChannel(long guildId, long channelId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            guild.systemChannelId(channelId);
            sessions.tell(guild, GatewayOp.GUILDS, "GUILD_UPDATE", Payloads.guild(guild));
        });
    }

    /** Grants permissions in a channel to a role (the server's id: everyone) or a member. */
    public void allow(long channelId, long roleOrUserId, Permission... permissions) {
        overwrite(channelId, roleOrUserId, Permission.bits(List.of(permissions)), true);
    }

    /** Takes permissions in a channel from a role (the server's id: everyone) or a member. */
    public void deny(long channelId, long roleOrUserId, Permission... permissions) {
        overwrite(channelId, roleOrUserId, Permission.bits(List.of(permissions)), false);
    }

    /** Grants the bot permissions in a channel. */
    public void allowBot(long channelId, Permission... permissions) {
        allow(channelId, state.bot().id(), permissions);
    }

    /** Takes permissions in a channel from the bot. */
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
            sessions.tell(guild, GatewayOp.GUILDS, "CHANNEL_UPDATE", Payloads.channel(channel));
        });
    }

    /** The direct channel between the bot and a person, made when there is none. */
    public long direct(long userId) {
        return state.locked(() -> state.directChannel(state.requireUser(userId)).id());
    }

    /** The direct channels that hold messages, with the person each is with, oldest first. */
    public Map<Long, Long> directs() {
        return state.locked(state::talkedDirects);
    }

    /** Lets a person refuse the bot's direct messages (50007), or take them again. */
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

    /** What a person sees in a channel, their private messages included; nothing where they may not look. */
    public List<Message> messagesSeenBy(long channelId, long userId) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            return List.copyOf(seen(channel, userId, channel.messages(), Integer.MAX_VALUE));
        });
    }

    /** The latest messages before one that a person sees, oldest first. */
    public List<Message> messagesBefore(long channelId, long userId, long messageId, int most) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            List<Message> seen = seen(
                    channel,
                    userId,
                    channel.messages().headMap(messageId, false).descendingMap(),
                    most);
            Collections.reverse(seen);
            return List.copyOf(seen);
        });
    }

    /** The first messages after one that a person sees, oldest first. */
    public List<Message> messagesAfter(long channelId, long userId, long messageId, int most) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            return List.copyOf(seen(channel, userId, channel.messages().tailMap(messageId, false), most));
        });
    }

    private List<Message> seen(ChannelState channel, long userId, Map<Long, MessageState> from, int most) {
        List<Message> seen = new ArrayList<>();
        if (!Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(channel, state.requireUser(userId)))) {
            return seen;
        }
        for (MessageState message : from.values()) {
            if (seen.size() == most) {
                break;
            }
            if (message.visibleTo(userId)) {
                seen.add(Message.of(message));
            }
        }
        return seen;
    }

    /** The latest message that everybody sees, or 0. */
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

    /** Whether the bot sees the channel and may write there. */
    public boolean botMayPost(long channelId) {
        return state.locked(() -> {
            long rights = UserPermissions.inChannel(state.requireChannel(channelId), state.bot());
            return Permission.VIEW_CHANNEL.in(rights) && Permission.SEND_MESSAGES.in(rights);
        });
    }

    /** A person says something. */
    public Message post(long channelId, long userId, String text) {
        return state.locked(() -> {
            ObjectNode body = Json.object().put("content", text);
            return Message.of(
                    messages.create(Draft.by(state.requireChannel(channelId), state.requireUser(userId), body)));
        });
    }

    /**
     * Adds a message of any shape to a channel, such as one of a type that the bot's library doesn't know yet.
     * The bot finds it in the history only.
     *
     * @param fields take the place of an ordinary message's; a null takes a field away
     */
    public Message put(long channelId, long userId, ObjectNode fields) {
        return state.locked(() ->
                Message.of(messages.put(Draft.by(state.requireChannel(channelId), state.requireUser(userId), fields))));
    }

    /** A moderator deletes a message. */
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
