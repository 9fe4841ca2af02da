package io.github.cheevoherald.sandbox.discord;

import java.util.List;

/**
 * The threads. Methods act as moderators would; the bot is notified of those that it can see, as far as Discord notifies
 * bots of threads at all.
 */
public final class Threads {
    private final State state;
    private final Sessions sessions;

    Threads(State state, Sessions sessions) {
        this.state = state;
        this.sessions = sessions;
    }

    /** Creates a thread that everybody in the channel sees. */
    public long create(long channelId, String name) {
        return state.locked(() -> {
            boolean news = state.requireChannel(channelId).type() == ChannelState.ANNOUNCEMENT;
            return create(channelId, name, news ? ChannelState.ANNOUNCEMENT_THREAD : ChannelState.PUBLIC_THREAD);
        });
    }

    /** Creates a thread that only those who are added and moderators see. */
    public long createPrivate(long channelId, String name) {
        return state.locked(() -> create(channelId, name, ChannelState.PRIVATE_THREAD));
    }

    private long create(long channelId, String name, int type) {
        ChannelState thread = ChannelState.thread(state.requireChannel(channelId), state.nextId(), type, name);
        state.add(thread);
        send("THREAD_CREATE", thread);
        return thread.id();
    }

    /** Adds the bot, as a mention in the thread does. */
    public void addBot(long threadId) {
        state.locked(() -> {
            ChannelState thread = state.requireChannel(threadId);
            boolean knew = botSees(thread);
            thread.requireThread().members().put(state.bot().id(), state.clock().instant());
            if (!knew) {
                send("THREAD_CREATE", thread);
            }
        });
    }

    /** Archives a thread, as Discord does after a while without messages. */
    public void archive(long threadId) {
        set(threadId, true, isLocked(threadId));
    }

    /** Locks a thread: only moderators can write in it or reopen it. */
    public void lock(long threadId) {
        set(threadId, isArchived(threadId), true);
    }

    /** Opens a thread to everybody again. */
    public void reopen(long threadId) {
        set(threadId, false, false);
    }

    /** Says whether a thread is archived, and whether it is locked. */
    public void set(long threadId, boolean archived, boolean locked) {
        state.locked(() -> {
            ChannelState thread = state.requireChannel(threadId);
            thread.requireThread().archived(archived);
            thread.requireThread().locked(locked);
            send("THREAD_UPDATE", thread);
        });
    }

    /** Checks whether the author may post in a thread, and reopens it as a post does. */
    void postedIn(ChannelState channel, User author) {
        ThreadState thread = channel.thread();
        if (thread == null) {
            return;
        }
        if (thread.locked() && !Permission.MANAGE_THREADS.in(UserPermissions.inChannel(channel, author))) {
            throw (thread.archived() ? Refusal.ARCHIVED_THREAD : Refusal.LOCKED_THREAD).now();
        }
        if (thread.archived()) {
            thread.archived(false);
            send("THREAD_UPDATE", channel);
        }
    }

    private void send(String event, ChannelState thread) {
        GuildState guild = thread.guild();
        if (guild != null && botSees(thread)) {
            sessions.send(guild, GatewayOp.GUILDS, event, Payloads.channel(thread, state.bot()));
        }
    }

    private boolean botSees(ChannelState thread) {
        return Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(thread, state.bot()));
    }

    /** Whether a channel is a thread that nobody has written in for a while, or that was closed. */
    public boolean isArchived(long channelId) {
        return state.locked(() -> {
            ThreadState thread = state.requireChannel(channelId).thread();
            return thread != null && thread.archived();
        });
    }

    /** Whether a channel is a thread that only moderators can write in. */
    public boolean isLocked(long channelId) {
        return state.locked(() -> {
            ThreadState thread = state.requireChannel(channelId).thread();
            return thread != null && thread.locked();
        });
    }

    /** The threads of a channel, oldest first. */
    public List<Long> of(long channelId) {
        return state.locked(() -> {
            GuildState guild = state.requireChannel(channelId).guild();
            return guild == null
                    ? List.<Long>of()
                    : guild.channels().values().stream()
                            .filter(channel -> channel.parentId() == channelId)
                            .map(ChannelState::id)
                            .toList();
        });
    }
}
