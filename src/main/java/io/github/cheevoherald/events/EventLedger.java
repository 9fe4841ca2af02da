package io.github.cheevoherald.events;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Every achievement that an event was ever seen to run. Works inside its callers' transactions. */
final class EventLedger {

    /** Those that were never seen before. */
    List<RunningAchievement> unknown(Handle handle, List<RunningAchievement> running) {
        return running.stream().filter(one -> !isKnown(handle, one.keys())).toList();
    }

    private static boolean isKnown(Handle handle, List<String> keys) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM event_ledger WHERE event_key IN (<keys>))")
                .bindList("keys", keys)
                .mapTo(Boolean.class)
                .one();
    }

    /** Records that they were seen, under each of their keys: only one of them may come again. */
    void add(Handle handle, List<RunningAchievement> running, Instant siteNow) {
        PreparedBatch rows = handle.prepareBatch(
                "INSERT INTO event_ledger (event_key, seen_at) VALUES (?, ?) ON CONFLICT (event_key) DO NOTHING");
        for (RunningAchievement one : running) {
            one.keys().forEach(key -> rows.add(key, siteNow.getEpochSecond()));
        }
        if (rows.size() > 0) {
            int[] unused = rows.execute();
        }
    }

    /** When all that ran was last listed, by the site's clock; null if it never was. */
    @Nullable Instant lastLook(Handle handle) {
        return handle.createQuery("SELECT MAX(looked_at) FROM event_looks")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochSecond)
                .orElse(null);
    }

    void looked(Handle handle, Instant siteNow) {
        if (handle.execute("UPDATE event_looks SET looked_at = ?", siteNow.getEpochSecond()) == 0) {
            handle.execute("INSERT INTO event_looks (looked_at) VALUES (?)", siteNow.getEpochSecond());
        }
    }
}
