package io.github.cheevoherald.sandbox.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server's channel or thread, or a direct channel between the bot and a person. */
final class ChannelState {
    static final int TEXT = 0;
    static final int DIRECT = 1;
    static final int ANNOUNCEMENT = 5;
    static final int ANNOUNCEMENT_THREAD = 10;
    static final int PUBLIC_THREAD = 11;
    static final int PRIVATE_THREAD = 12;
    static final int FORUM = 15;

    private final long id;
    private final int type;
    private final String name;
    private final @Nullable GuildState guild;
    private final @Nullable User recipient;
    private final @Nullable ThreadState thread;
    private final Map<Long, Overwrite> overwrites = new LinkedHashMap<>();
    private final NavigableMap<Long, MessageState> messages = new TreeMap<>();

    private ChannelState(
            long id,
            int type,
            String name,
            @Nullable GuildState guild,
            @Nullable User recipient,
            @Nullable ThreadState thread) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.guild = guild;
        this.recipient = recipient;
        this.thread = thread;
    }

    static ChannelState of(GuildState guild, long id, int type, String name) {
        return new ChannelState(id, type, name, guild, null, null);
    }

    static ChannelState thread(ChannelState parent, long id, int type, String name) {
        return new ChannelState(id, type, name, parent.guild(), null, new ThreadState(parent));
    }

    static ChannelState direct(long id, User recipient) {
        return new ChannelState(id, DIRECT, recipient.name(), null, recipient, null);
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

    /** What makes it a thread; null for other channels. */
    @Nullable ThreadState thread() {
        return thread;
    }

    ThreadState requireThread() {
        if (thread == null) {
            throw new NotPossibleException(name + " is no thread");
        }
        return thread;
    }

    /** The channel that it is a thread of, or 0. */
    long parentId() {
        return thread == null ? 0 : thread.parent().id();
    }

    /** A thread has those of its channel. */
    Map<Long, Overwrite> overwrites() {
        return thread == null ? overwrites : thread.parent().overwrites();
    }

    /** All messages by id, including private ones. */
    NavigableMap<Long, MessageState> messages() {
        return messages;
    }
}
