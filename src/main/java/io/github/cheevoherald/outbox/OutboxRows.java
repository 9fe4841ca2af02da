package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.outbox.OutboxEntry.State;
import java.io.IOException;
import java.io.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Writes outbox entries to rows of the table and reads them back. */
final class OutboxRows {
    private final Map<String, StoredKind> kinds = new HashMap<>();
    private final ObjectMapper json;

    OutboxRows(List<StoredKind> kinds) {
        json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        for (StoredKind kind : kinds) {
            this.kinds.put(kind.name(), kind);
            kind.types().forEach(json::registerSubtypes);
        }
    }

    StoredKind kind(String name) {
        StoredKind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("an outbox row of the kind " + name + ", which this version does not know");
        }
        return kind;
    }

    void insert(Handle handle, long guildId, Announcement announcement, Instant createdAt) {
        insert(handle, guildId, announcement, createdAt, null, 0);
    }

    /** Inserts the rest of an announcement that has begun: it counts as tried, so that it pings nobody again. */
    void insertRest(Handle handle, long guildId, Announcement rest, Instant createdAt) {
        insert(handle, guildId, rest, createdAt, null, 1);
    }

    void insert(Handle handle, long guildId, Outbox.Message message, Instant createdAt) {
        insert(handle, guildId, message.announcement(), createdAt, message, 0);
    }

    private void insert(
            Handle handle,
            long guildId,
            Announcement announcement,
            Instant createdAt,
            Outbox.@Nullable Message message,
            int attempts) {
        handle.createUpdate("""
                        INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,
                            next_attempt_at_ms, unlocks, player_ulid, listed, form, attempts)
                        VALUES (:guild, :kind, :sort, :payload, :created, 'pending', :content, :nonce,
                            :created, :items, :ulid, :listed, :form, :attempts)
                        """)
                .bind("guild", guildId)
                .bind("attempts", attempts)
                .bind("kind", kind(announcement.kind()).name())
                .bind("sort", announcement.oldest())
                .bind("payload", write(announcement))
                .bind("created", createdAt.toEpochMilli())
                .bind("content", message == null ? null : message.content())
                .bind("nonce", message == null ? null : message.nonce())
                .bind("items", announcement.count())
                .bind("ulid", announcement.ulid())
                .bind("listed", message != null && message.listed() ? 1 : 0)
                .bind("form", message == null ? null : message.form().name().toLowerCase(Locale.ROOT))
                .execute();
    }

    /** Replaces an entry by one of another announcement that was never rendered. */
    void replace(Handle handle, OutboxEntry entry, Announcement announcement) {
        // In this order, since the number of a deleted row may be given again.
        boolean pings = entry.content() == null
                ? entry.attempts() == 0
                : entry.content().contains("\"allowed_mentions\"");
        insert(handle, entry.guildId(), announcement, entry.createdAt(), null, pings ? 0 : 1);
        handle.execute("DELETE FROM outbox WHERE entry_id = ?", entry.id());
    }

    OutboxEntry entry(ResultSet row, StatementContext context) throws SQLException {
        long channel = row.getLong("channel_id");
        Long channelId = row.wasNull() ? null : channel;
        long firstTried = row.getLong("first_tried_at_ms");
        Instant firstTriedAt = row.wasNull() ? null : Instant.ofEpochMilli(firstTried);
        String form = row.getString("form");
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
                firstTriedAt,
                row.getInt("listed") == 1,
                form == null ? null : MessageForm.valueOf(form.toUpperCase(Locale.ROOT)),
                row.getString("refused_by"));
    }

    /** Reads a payload piece by piece, so that it is never in memory as a whole. */
    JsonParser parser(Reader payload) throws IOException {
        return json.createParser(payload);
    }

    String write(Announcement announcement) {
        try {
            return json.writeValueAsString(announcement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an announcement that cannot be written as JSON", e);
        }
    }

    Announcement read(String payload) {
        try {
            return json.readValue(payload, Announcement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outbox row that this version cannot read", e);
        }
    }
}
