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
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** An outbox entry as a row of the table, and back. */
final class OutboxRows {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private OutboxRows() {}

    /** Adds a row that waits to be rendered. */
    static void insert(Handle handle, long guildId, Announcement announcement, Instant createdAt) {
        insert(handle, guildId, announcement, createdAt, null, null, false);
    }

    /** Adds a row that is rendered. */
    static void insert(Handle handle, long guildId, Outbox.Message message, Instant createdAt) {
        insert(
                handle,
                guildId,
                message.announcement(),
                createdAt,
                message.content(),
                message.nonce(),
                message.listed());
    }

    private static void insert(
            Handle handle,
            long guildId,
            Announcement announcement,
            Instant createdAt,
            @Nullable String content,
            @Nullable String nonce,
            boolean listed) {
        handle.createUpdate("""
                        INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,
                            next_attempt_at_ms, unlocks, player_ulid, listed)
                        VALUES (:guild, 'unlocks', :sort, :payload, :created, 'pending', :content, :nonce,
                            :created, :unlocks, :ulid, :listed)
                        """)
                .bind("guild", guildId)
                .bind("sort", announcement.oldest())
                .bind("payload", write(announcement))
                .bind("created", createdAt.toEpochMilli())
                .bind("content", content)
                .bind("nonce", nonce)
                .bind("unlocks", announcement.count())
                .bind("ulid", announcement.ulid())
                .bind("listed", listed ? 1 : 0)
                .execute();
    }

    static OutboxEntry entry(ResultSet row, StatementContext context) throws SQLException {
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
                firstTriedAt,
                row.getInt("listed") == 1,
                row.getString("refused_by"));
    }

    /** Reads the unlocks of a payload piece by piece, so that it never stands in memory as a whole. */
    static JsonParser parser(Reader payload) throws IOException {
        return JSON.createParser(payload);
    }

    static String write(Announcement announcement) {
        try {
            return JSON.writeValueAsString(announcement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an announcement that is no JSON", e);
        }
    }

    static Announcement read(String payload) {
        try {
            return JSON.readValue(payload, Announcement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outbox row of a version that this one cannot read", e);
        }
    }
}
