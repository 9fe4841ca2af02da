package io.github.cheevoherald.outbox;

import com.fasterxml.jackson.core.JsonParser;
import io.github.cheevoherald.store.Database;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps rows small, so that reading a few of them never takes much memory, however many items are found at once. */
final class LargeRows {
    static final int MAX_ITEMS = 1_000;

    private static final String NOT_RENDERED =
            "state IN ('pending', 'sending') AND state = 'pending' AND content IS NULL";

    private final OutboxRows rows;

    LargeRows(OutboxRows rows) {
        this.rows = rows;
    }

    /** The announcement in order, in as many rows as it takes. */
    static List<Announcement> pieces(Announcement announcement) {
        List<Item> items = announcement.items();
        if (items.size() <= MAX_ITEMS) {
            return List.of(announcement);
        }
        List<Announcement> pieces = new ArrayList<>();
        for (int from = 0; from < items.size(); from += MAX_ITEMS) {
            pieces.add(announcement.withItems(items.subList(from, Math.min(from + MAX_ITEMS, items.size()))));
        }
        return pieces;
    }

    /** Divides rows that an earlier version stored as one, without ever reading all of a row at once. */
    void divide(Database database) {
        List<Long> large = database.read(handle -> handle.createQuery(
                        "SELECT entry_id FROM outbox WHERE " + NOT_RENDERED + " AND unlocks > ? ORDER BY entry_id")
                .bind(0, MAX_ITEMS)
                .mapTo(Long.class)
                .list());
        large.forEach(entryId -> database.useTransactionAlone(handle -> divide(handle, entryId)));
    }

    private record LargeRow(FeedKey feed, Instant createdAt) {}

    private void divide(Handle handle, long entryId) {
        Optional<LargeRow> found = handle.createQuery(
                        "SELECT guild_id, kind, created_at_ms FROM outbox WHERE entry_id = ? AND " + NOT_RENDERED)
                .bind(0, entryId)
                .map((columns, context) -> new LargeRow(
                        new FeedKey(columns.getLong(1), columns.getString(2)),
                        Instant.ofEpochMilli(columns.getLong(3))))
                .findOne();
        found.ifPresent(row -> {
            try (JsonParser payload = rows.parser(new PayloadReader(handle, entryId))) {
                rows.kind(row.feed().kind())
                        .largeRows()
                        .read(
                                payload,
                                MAX_ITEMS,
                                piece -> rows.insert(handle, row.feed().guildId(), piece, row.createdAt()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            handle.execute("DELETE FROM outbox WHERE entry_id = ?", entryId);
        });
    }

    /** Reads a payload from the database some thousand characters at a time. */
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
