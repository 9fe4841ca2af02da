package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.rota.Rota;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Keeps what the schedule learned of all players together, so that a restart does not begin anew. */
final class RhythmStore {
    private static final int ONLY_ROW = 1;

    private long keptAt;

    /** Has it go on with what was kept. */
    void read(Handle handle, Rota rota) {
        handle.createQuery("SELECT numbers FROM rhythm WHERE rhythm_id = ?")
                .bind(0, ONLY_ROW)
                .mapTo(String.class)
                .findOne()
                .ifPresent(rota::goOnWith);
    }

    /** Keeps it now and then. To be called in a transaction of somebody else's. */
    void keep(Handle handle, long nowMillis, Supplier<String> numbers) {
        if (Math.abs(nowMillis - keptAt) < Rota.LEARNED_KEPT_EVERY.toMillis()) {
            return;
        }
        keptAt = nowMillis;
        handle.execute("""
                INSERT INTO rhythm (rhythm_id, numbers) VALUES (?, ?)
                ON CONFLICT (rhythm_id) DO UPDATE SET numbers = excluded.numbers
                """, ONLY_ROW, numbers.get());
    }
}
