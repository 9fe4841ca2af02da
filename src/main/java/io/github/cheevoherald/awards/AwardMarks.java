package io.github.cheevoherald.awards;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Down to where the site's lists of the latest awards have been read. Works inside its callers' transactions. */
final class AwardMarks {

    /** A list of everybody's latest awards. */
    enum Kind {
        /** In the order of insertion, from the second API. */
        BY_ID,
        /** In the order of their dates, from whichever API; complete when the other one is. */
        BY_DATE,
        /** Of events, in the order of their dates. */
        EVENTS
    }

    /**
     * How far a list was read.
     *
     * @param newest the newest row at the latest complete look
     * @param before the newest row at the complete look before
     * @param lookedAt when the latest complete look began, by the site's clock
     */
    record Mark(long newest, long before, Instant lookedAt) {}

    Optional<Mark> of(Handle handle, Kind list) {
        return handle.createQuery("SELECT award_id, before_id, looked_at FROM award_marks WHERE list = ?")
                .bind(0, name(list))
                .map((row, context) -> new Mark(row.getLong(1), row.getLong(2), Instant.ofEpochSecond(row.getLong(3))))
                .findOne();
    }

    void set(Handle handle, Kind list, Mark mark) {
        handle.createUpdate("""
                        INSERT INTO award_marks (list, award_id, before_id, looked_at)
                        VALUES (:list, :newest, :before, :at)
                        ON CONFLICT (list) DO UPDATE SET award_id = :newest, before_id = :before, looked_at = :at
                        """)
                .bind("list", name(list))
                .bind("newest", mark.newest())
                .bind("before", mark.before())
                .bind("at", mark.lookedAt().getEpochSecond())
                .execute();
    }

    /** Forgets them all: the next look is a first one. */
    void forget(Handle handle) {
        handle.execute("DELETE FROM award_marks");
    }

    private static String name(Kind list) {
        return list.name().toLowerCase(Locale.ROOT);
    }
}
