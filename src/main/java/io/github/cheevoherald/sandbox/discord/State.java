package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All data of the embedded Discord, under one lock, so that requests and events have a single order. */
final class State {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Clock clock;
    private final Snowflakes ids;
    private final User bot;
    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, GuildState> guilds = new LinkedHashMap<>();
    private final Map<Long, ChannelState> channels = new LinkedHashMap<>();
    private final Map<Long, ObjectNode> attachments = new HashMap<>();

    State(Clock clock) {
        this.clock = clock;
        this.ids = new Snowflakes(clock);
        this.bot = new User(ids.next(), "Cheevo Herald", true);
        users.put(bot.id(), bot);
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            // A check within a wait changes nothing. If it signalled, the waiters would wake each other for ever.
            if (lock.getHoldCount() == 1) {
                changed.signalAll();
            }
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    /** Waits until the condition holds; evaluates it under the lock. */
    boolean await(Duration limit, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    Clock clock() {
        return clock;
    }

    long nextId() {
        return ids.next();
    }

    User bot() {
        return bot;
    }

    Collection<GuildState> guilds() {
        return guilds.values();
    }

    @Nullable User user(long id) {
        return users.get(id);
    }

    @Nullable GuildState guild(long id) {
        return guilds.get(id);
    }

    @Nullable ChannelState channel(long id) {
        return channels.get(id);
    }

    User requireUser(long id) {
        return require("user", id, users);
    }

    GuildState requireGuild(long id) {
        return require("server", id, guilds);
    }

    ChannelState requireChannel(long id) {
        return require("channel", id, channels);
    }

    private static <T> T require(String what, long id, Map<Long, T> all) {
        T found = all.get(id);
        if (found == null) {
            throw new NotPossibleException("no " + what + " " + id);
        }
        return found;
    }

    void remove(User user) {
        users.remove(user.id());
    }

    void add(User user) {
        users.put(user.id(), user);
    }

    void add(GuildState guild) {
        guilds.put(guild.id(), guild);
    }

    void add(ChannelState channel) {
        channels.put(channel.id(), channel);
        GuildState guild = channel.guild();
        if (guild != null) {
            guild.channels().put(channel.id(), channel);
        }
    }

    void remove(ChannelState channel) {
        channels.remove(channel.id());
        GuildState guild = channel.guild();
        if (guild != null) {
            guild.channels().remove(channel.id());
        }
    }

    ChannelState directChannel(User person) {
        for (ChannelState channel : channels.values()) {
            if (person.equals(channel.recipient())) {
                return channel;
            }
        }
        ChannelState channel = ChannelState.direct(nextId(), person);
        add(channel);
        return channel;
    }

    /** People by the id of their direct channel, if it holds messages. */
    Map<Long, Long> talkedDirects() {
        Map<Long, Long> directs = new TreeMap<>();
        for (ChannelState channel : channels.values()) {
            User recipient = channel.recipient();
            if (recipient != null && !channel.messages().isEmpty()) {
                directs.put(channel.id(), recipient.id());
            }
        }
        return directs;
    }

    /** A file that somebody is about to send with a command. */
    @Nullable ObjectNode attachment(long id) {
        return attachments.get(id);
    }

    void attach(long id, ObjectNode json) {
        attachments.put(id, json);
    }

    boolean botIn(GuildState guild) {
        return guild.members().containsKey(bot.id());
    }

    /** Whether the server's members are offered the application's commands, with or without its bot. */
    boolean offersCommands(GuildState guild) {
        return botIn(guild) || guild.commandsOnly();
    }

    /** A message in any channel, including a private one. */
    @Nullable MessageState message(long id) {
        for (ChannelState channel : channels.values()) {
            MessageState message = channel.messages().get(id);
            if (message != null) {
                return message;
            }
        }
        return null;
    }
}
