package io.github.cheevoherald.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the stamp of a copy into a record that later starts still find. */
final class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    /** Longer than any unlock can be late, so nothing that was announced after the copy can turn up later than this. */
    static final Duration KEPT = Duration.ofDays(30);

    private Restore() {}

    /** Records the first start on a copy, and returns what is known of this and earlier restores. */
    static Optional<Restored> note(DataSource writer, Instant now) {
        return ParsedOnce.jdbi(writer).inTransaction(handle -> note(handle, now));
    }

    private static Optional<Restored> note(Handle handle, Instant now) {
        Optional<Instant> stamp = handle.createQuery("SELECT MIN(made_at_ms) FROM backup_stamp")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
        if (stamp.isPresent()) {
            // A stamp from the future was made by a clock that ran ahead; all it says is "before now".
            Instant madeAt = stamp.get().isBefore(now) ? stamp.get() : now;
            handle.execute(
                    "INSERT INTO restores (made_at_ms, started_at_ms) VALUES (?, ?)",
                    madeAt.toEpochMilli(),
                    now.toEpochMilli());
            handle.execute("DELETE FROM backup_stamp");
            log.info(
                    "The database is a backup made at {}; each unlock since then is looked up in Discord before it is announced",
                    madeAt);
        }
        // An earlier start may have recorded them by a clock that ran ahead.
        handle.execute(
                "UPDATE restores SET made_at_ms = ? WHERE made_at_ms > ?", now.toEpochMilli(), now.toEpochMilli());
        handle.execute(
                "UPDATE restores SET started_at_ms = ? WHERE started_at_ms > ?",
                now.toEpochMilli(),
                now.toEpochMilli());
        handle.execute(
                "DELETE FROM restores WHERE started_at_ms <= ?", now.minus(KEPT).toEpochMilli());
        return handle.createQuery("SELECT MIN(made_at_ms), MAX(started_at_ms), COUNT(*) FROM restores")
                .map((row, context) -> row.getInt(3) == 0
                        ? Optional.<Restored>empty()
                        : Optional.of(new Restored(
                                Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2)))))
                .one();
    }
}
