package io.github.cheevoherald.unlocks;

import java.time.Duration;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Keeps what the schedule learned of all players together, so that a restart does not begin anew. */
final class RhythmStore {
    /** What a few minutes taught is soon learned again. */
    private static final Duration KEPT_EVERY = Duration.ofMinutes(10);

    private static final int ONLY_ROW = 1;

    private long keptAt;

    /** Goes on with what was kept; what cannot be read was written by another version, and is learned anew. */
    void read(Handle handle, Rhythm everybody) {
        handle.createQuery("SELECT numbers FROM rhythm WHERE rhythm_id = ?")
                .bind(0, ONLY_ROW)
                .mapTo(String.class)
                .findOne()
                .ifPresent(numbers -> read(numbers, everybody));
    }

    private static void read(String numbers, Rhythm everybody) {
        try {
            everybody.read(numbers);
        } catch (IllegalArgumentException e) {
            everybody.forget();
        }
    }

    /** Keeps it now and then. To be called in a transaction of somebody else's. */
    void keep(Handle handle, long nowMillis, Supplier<String> numbers) {
        if (Math.abs(nowMillis - keptAt) < KEPT_EVERY.toMillis()) {
            return;
        }
        keptAt = nowMillis;
        handle.execute("""
                INSERT INTO rhythm (rhythm_id, numbers) VALUES (?, ?)
                ON CONFLICT (rhythm_id) DO UPDATE SET numbers = excluded.numbers
                """, ONLY_ROW, numbers.get());
    }
}
