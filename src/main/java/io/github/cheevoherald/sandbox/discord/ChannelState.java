package io.github.cheevoherald.sandbox.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server's channel, or a direct channel between the bot and a person. */
final class ChannelState {
    static final int TEXT = 0;
    static final int DIRECT = 1;
    static final int ANNOUNCEMENT = 5;
    static final int THREAD = 11;
    static final int FORUM = 15;

    private final long id;
    private final int type;
    private final String name;
    private final @Nullable GuildState guild;
    private final @Nullable User recipient;
    private final Map<Long, Overwrite> overwrites = new LinkedHashMap<>();
    private final NavigableMap<Long, MessageState> messages = new TreeMap<>();

    private ChannelState(long id, int type, String name, @Nullable GuildState guild, @Nullable User recipient) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.guild = guild;
        this.recipient = recipient;
    }

    static ChannelState of(GuildState guild, long id, int type, String name) {
        return new ChannelState(id, type, name, guild, null);
    }

    static ChannelState direct(long id, User recipient) {
        return new ChannelState(id, DIRECT, recipient.name(), null, recipient);
    }

    long id() {
        return id;
    }

    int type() {
        return type;
    }

    String name() {
        return name;
    }

    @Nullable GuildState guild() {
        return guild;
    }

    @Nullable User recipient() {
        return recipient;
    }

    Map<Long, Overwrite> overwrites() {
        return overwrites;
    }

    /** All messages by id, including private ones. */
    NavigableMap<Long, MessageState> messages() {
        return messages;
    }
}
