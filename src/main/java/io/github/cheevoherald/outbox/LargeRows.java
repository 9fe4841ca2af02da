package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.store.Database;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps rows so small that a few of them are never much memory, however many unlocks are found at once. */
final class LargeRows {
    /** As many unlocks as one row holds at most. */
    static final int MOST = 1_000;

    private LargeRows() {}

    /** The announcement in order, in as many rows as it takes. */
    static List<Announcement> pieces(Announcement announcement) {
        if (announcement.count() <= MOST) {
            return List.of(announcement);
        }
        List<Announcement> pieces = new ArrayList<>();
        for (Announcement.Unlocks part : announcement.parts()) {
            for (int from = 0; from < part.unlocks().size(); from += MOST) {
                int to = Math.min(from + MOST, part.unlocks().size());
                pieces.add(
                        new Announcement.Unlocks(part.player(), part.unlocks().subList(from, to)));
            }
        }
        return pieces;
    }

    /** Divides what an earlier version stored in one row, without ever reading all of it at once. */
    static void divide(Database database) {
        List<Long> large = database.read(handle -> handle.createQuery(
                        "SELECT entry_id FROM outbox"
                                + " WHERE state IN ('pending', 'sending') AND state = 'pending' AND content IS NULL AND unlocks > ? ORDER BY entry_id")
                .bind(0, MOST)
                .mapTo(Long.class)
                .list());
        large.forEach(entryId -> database.useTransaction(handle -> divide(handle, entryId)));
    }

    private static void divide(Handle handle, long entryId) {
        long[] row = handle.createQuery("SELECT guild_id, created_at_ms FROM outbox"
                        + " WHERE entry_id = ? AND state = 'pending' AND content IS NULL")
                .bind(0, entryId)
                .map((columns, context) -> new long[] {columns.getLong(1), columns.getLong(2)})
                .findOne()
                .orElse(new long[0]);
        if (row.length == 0) {
            return;
        }
        try (JsonParser payload = OutboxRows.parser(new PayloadReader(handle, entryId))) {
            new Division(handle, row[0], Instant.ofEpochMilli(row[1])).of(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handle.execute("DELETE FROM outbox WHERE entry_id = ?", entryId);
    }

    /** One row becoming several. */
    private static final class Division {
        private final Handle handle;
        private final long guildId;
        private final Instant createdAt;
        private final List<Unlock> unlocks = new ArrayList<>();
        private @Nullable PlayerCard player;

        Division(Handle handle, long guildId, Instant createdAt) {
            this.handle = handle;
            this.guildId = guildId;
            this.createdAt = createdAt;
        }

        void of(JsonParser payload) throws IOException {
            for (JsonToken token = payload.nextToken(); token != null; token = payload.nextToken()) {
                if (token == JsonToken.FIELD_NAME && "player".equals(payload.currentName())) {
                    store();
                    JsonToken unused = payload.nextToken();
                    player = payload.readValueAs(PlayerCard.class);
                } else if (token == JsonToken.FIELD_NAME && "unlocks".equals(payload.currentName())) {
                    JsonToken unused = payload.nextToken();
                    while (payload.nextToken() == JsonToken.START_OBJECT) {
                        add(payload.readValueAs(Unlock.class));
                    }
                }
            }
            store();
        }

        private void add(Unlock unlock) {
            unlocks.add(unlock);
            if (unlocks.size() == MOST) {
                store();
            }
        }

        private void store() {
            if (!unlocks.isEmpty()) {
                Announcement piece = new Announcement.Unlocks(Objects.requireNonNull(player), unlocks);
                OutboxRows.insert(handle, guildId, piece, createdAt);
                unlocks.clear();
            }
        }
    }

    /** A payload as the database gives it, some thousand characters at a time. */
    private static final class PayloadReader extends Reader {
        private static final int STEP = 100_000;

        private final Handle handle;
        private final long entryId;
        private String piece = "";
        private int at;
        private long read;

        PayloadReader(Handle handle, long entryId) {
            this.handle = handle;
            this.entryId = entryId;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (at == piece.length()) {
                piece = handle.createQuery("SELECT SUBSTR(payload, ?, ?) FROM outbox WHERE entry_id = ?")
                        .bind(0, read + 1)
                        .bind(1, STEP)
                        .bind(2, entryId)
                        .mapTo(String.class)
                        .one();
                read += piece.codePointCount(0, piece.length());
                at = 0;
            }
            int count = Math.min(length, piece.length() - at);
            if (count == 0) {
                return -1;
            }
            piece.getChars(at, at + count, into, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
