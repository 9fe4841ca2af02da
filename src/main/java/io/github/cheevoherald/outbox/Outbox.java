package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What must reach Discord, a row for each message once it is rendered, and how far each is. */
public final class Outbox {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String WAITING = "state IN ('pending', 'sending')";

    private final Database database;

    /** Keeps its rows in the given database. */
    public Outbox(Database database) {
        this.database = database;
    }

    /** Adds an announcement for a server's feed, in the transaction that records what it announces. */
    public void add(Handle handle, long guildId, Announcement announcement, Instant now) {
        insert(handle, guildId, announcement, now, null, null);
    }

    private static long insert(
            Handle handle,
            long guildId,
            Announcement announcement,
            Instant createdAt,
            @Nullable String content,
            @Nullable String nonce) {
        return handle.createQuery("""
                        INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,
                            next_attempt_at_ms)
                        VALUES (:guild, 'unlocks', :sort, :payload, :created, 'pending', :content, :nonce, :created)
                        RETURNING entry_id
                        """)
                .bind("guild", guildId)
                .bind("sort", sortAt(announcement))
                .bind("payload", write(announcement))
                .bind("created", createdAt.toEpochMilli())
                .bind("content", content)
                .bind("nonce", nonce)
                .mapTo(Long.class)
                .one();
    }

    private static long sortAt(Announcement announcement) {
        return ((Announcement.Unlocks) announcement).unlocks().get(0).unlockedAt();
    }

    /** Servers for which something waits, whether or not it is time to try it. */
    public List<Long> waitingGuilds() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT guild_id FROM outbox WHERE " + WAITING)
                .mapTo(Long.class)
                .list());
    }

    /** The entry of a server that goes next: one that was tried already, else the one with the oldest unlock. */
    public Optional<OutboxEntry> next(long guildId) {
        return database.read(handle -> handle.createQuery("SELECT * FROM outbox WHERE guild_id = ? AND " + WAITING
                        + " ORDER BY state = 'sending' DESC, sort_at, entry_id LIMIT 1")
                .bind(0, guildId)
                .map(Outbox::entry)
                .findOne());
    }

    /** Puts the messages that an entry was rendered to in its place, in order; returns the first of them. */
    public OutboxEntry rendered(OutboxEntry entry, List<Message> messages) {
        return database.inTransaction(handle -> {
            handle.execute("DELETE FROM outbox WHERE entry_id = ?", entry.id());
            List<Long> ids = new ArrayList<>();
            for (Message message : messages) {
                ids.add(insert(
                        handle,
                        entry.guildId(),
                        message.announcement(),
                        entry.createdAt(),
                        message.content(),
                        message.nonce()));
            }
            return handle.createQuery("SELECT * FROM outbox WHERE entry_id = ?")
                    .bind(0, ids.get(0))
                    .map(Outbox::entry)
                    .one();
        });
    }

    /** Notes, before anything is sent, that the entry may be posted from now on. */
    public void sending(long entryId, long channelId, Instant now) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE outbox SET state = 'sending', channel_id = :channel, attempts = attempts + 1,
                            first_tried_at_ms = COALESCE(first_tried_at_ms, :now)
                        WHERE entry_id = :entry
                        """)
                .bind("channel", channelId)
                .bind("now", now.toEpochMilli())
                .bind("entry", entryId)
                .execute());
    }

    /** Notes that Discord took the message; {@code also} runs in the same transaction. */
    public void sent(long entryId, long messageId, Instant now, Consumer<Handle> also) {
        database.useTransaction(handle -> {
            handle.execute(
                    "UPDATE outbox SET state = 'sent', message_id = ?, settled_at_ms = ?, problem = NULL WHERE entry_id = ?",
                    messageId,
                    now.toEpochMilli(),
                    entryId);
            also.accept(handle);
        });
    }

    /** Notes that the message is surely not posted: it waits as if never tried. */
    public void notSent(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE outbox SET state = 'pending', channel_id = NULL, first_tried_at_ms = NULL,
                            problem = :problem, next_attempt_at_ms = :next WHERE entry_id = :entry
                        """)
                .bind("problem", problem)
                .bind("next", nextAttemptAt.toEpochMilli())
                .bind("entry", entryId)
                .execute());
    }

    /** Notes that nobody knows whether the message is posted: it is tried again with the same nonce. */
    public void unknown(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET problem = ?, next_attempt_at_ms = ? WHERE entry_id = ?",
                problem,
                nextAttemptAt.toEpochMilli(),
                entryId));
    }

    /** Gives an entry up. */
    public void drop(long entryId, String problem, Instant now) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ? WHERE entry_id = ?",
                problem,
                now.toEpochMilli(),
                entryId));
    }

    /** How many entries wait for a server. */
    public int waiting(long guildId) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM outbox WHERE guild_id = ? AND " + WAITING)
                        .bind(0, guildId)
                        .mapTo(Integer.class)
                        .one());
    }

    /** How many unlocks wait for a server, in whatever number of entries. */
    public int waitingUnlocks(long guildId) {
        return database.read(handle -> waitingUnlocks(handle, guildId));
    }

    private static int waitingUnlocks(Handle handle, long guildId) {
        return handle
                .createQuery("SELECT * FROM outbox WHERE guild_id = ? AND " + WAITING)
                .bind(0, guildId)
                .map(Outbox::entry)
                .stream()
                .mapToInt(entry ->
                        ((Announcement.Unlocks) entry.announcement()).unlocks().size())
                .sum();
    }

    /** Makes everything that waits for a server due at once. */
    public void tryAtOnce(long guildId) {
        database.useTransaction(handle ->
                handle.execute("UPDATE outbox SET next_attempt_at_ms = 0 WHERE guild_id = ? AND " + WAITING, guildId));
    }

    /** Gives up everything that waits for a server, inside the caller's transaction; returns how many unlocks. */
    public int dropAll(Handle handle, long guildId, String problem, Instant now) {
        int unlocks = waitingUnlocks(handle, guildId);
        handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ? WHERE guild_id = ? AND " + WAITING,
                problem,
                now.toEpochMilli(),
                guildId);
        return unlocks;
    }

    /** Gives up what has waited for a server since before the given time, and returns how many entries that were. */
    public int dropOlderThan(long guildId, Instant createdBefore, Instant now) {
        return database.inTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = 'waited too long', settled_at_ms = ?"
                        + " WHERE guild_id = ? AND created_at_ms < ? AND " + WAITING,
                now.toEpochMilli(),
                guildId,
                createdBefore.toEpochMilli()));
    }

    /** Forgets what was settled before the given time. */
    public int forgetSettledBefore(Instant time) {
        return database.inTransaction(handle -> handle.execute(
                "DELETE FROM outbox WHERE settled_at_ms < ? AND NOT (" + WAITING + ")", time.toEpochMilli()));
    }

    /** The oldest entries that wait, for an operator's eyes. */
    public List<OutboxEntry> waiting(int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM outbox WHERE " + WAITING + " ORDER BY guild_id, sort_at, entry_id LIMIT ?")
                .bind(0, most)
                .map(Outbox::entry)
                .list());
    }

    private static OutboxEntry entry(ResultSet row, StatementContext context) throws SQLException {
        long channel = row.getLong("channel_id");
        Long channelId = row.wasNull() ? null : channel;
        long firstTried = row.getLong("first_tried_at_ms");
        Instant firstTriedAt = row.wasNull() ? null : Instant.ofEpochMilli(firstTried);
        return new OutboxEntry(
                row.getLong("entry_id"),
                row.getLong("guild_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                read(row.getString("payload")),
                row.getString("content"),
                row.getString("nonce"),
                channelId,
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at_ms")),
                Instant.ofEpochMilli(row.getLong("next_attempt_at_ms")),
                firstTriedAt);
    }

    private static String write(Announcement announcement) {
        try {
            return JSON.writeValueAsString(announcement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an announcement that is no JSON", e);
        }
    }

    private static Announcement read(String payload) {
        try {
            return JSON.readValue(payload, Announcement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outbox row of a version that this one cannot read", e);
        }
    }

    /** One Discord message: what it announces, how it looks, and its nonce. */
    public record Message(Announcement announcement, String content, String nonce) {}

    /** How long settled entries are kept, so that a look at the past finds them. */
    public static final Duration KEPT = Duration.ofDays(30);
}
