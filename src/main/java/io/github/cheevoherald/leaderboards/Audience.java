package io.github.cheevoherald.leaderboards;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A server in which a player's scores are announced, and since when: their registration and the feed both count. */
record Audience(long guildId, Instant since) {

    static List<Audience> of(Handle handle, long playerId) {
        return handle.createQuery("SELECT r.guild_id, r.registered_at, f.begun_at " + Sittings.WANTED
                        + " AND r.player_id = :player AND f.begun_at IS NOT NULL ORDER BY r.guild_id")
                .bind("player", playerId)
                .map((row, context) ->
                        new Audience(row.getLong(1), Instant.ofEpochSecond(Math.max(row.getLong(2), row.getLong(3)))))
                .list();
    }

    /**
     * Whether to announce a new score: it was made after the beginning. What an earlier reading lacked says nothing, since
     * the site may have hidden it; only a score without a date counts by when the scores were read before.
     */
    boolean wants(@Nullable Instant scoredAt, Instant readBefore) {
        return (scoredAt == null ? readBefore : scoredAt).isAfter(since);
    }
}
