package io.github.cheevoherald.events;

import io.github.cheevoherald.store.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who of a server has an event's achievement, as far as the bot has seen their unlocks. */
public final class EventHolders {
    private final Database database;

    public EventHolders(Database database) {
        this.database = database;
    }

    /**
     * A registered member who has it.
     *
     * @param counts whether their unlock counts for the event
     */
    public record Holder(String ulid, String player, long memberId, boolean counts) {}

    /** Everybody who has it, those who had it first. */
    public List<Holder> of(long guildId, Wanted wanted) {
        return database.read(handle -> of(handle, guildId, wanted));
    }

    /**
     * The achievement in question.
     *
     * @param copyId the event's own copy, if it is known
     * @param from when it begins to count; null for always
     * @param until when it no longer counts; null for never
     */
    public record Wanted(
            long achievementId,
            @Nullable Long copyId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** An unlock of the copy counts, and so does a hardcore unlock of the original while the event runs. */
    static List<Holder> of(Handle handle, long guildId, Wanted wanted) {
        Instant from = wanted.from();
        Instant until = wanted.until();
        Long copyId = wanted.copyId();
        return handle.createQuery("""
                        SELECT p.ulid, p.name, r.member_id, MIN(l.unlocked_at),
                            MAX(CASE WHEN l.achievement_id = :copy
                                OR (l.hardcore = 1 AND l.unlocked_at >= :from AND l.unlocked_at < :until)
                                THEN 1 ELSE 0 END)
                        FROM registrations r
                        JOIN players p ON p.player_id = r.player_id
                        JOIN ledger l ON l.player_id = r.player_id AND l.achievement_id IN (:achievement, :copy)
                        WHERE r.guild_id = :guild AND r.resting_since_ms IS NULL AND r.paused = 0
                        GROUP BY p.ulid, p.name, r.member_id
                        ORDER BY 4, p.name
                        """)
                .bind("guild", guildId)
                .bind("achievement", wanted.achievementId())
                .bind("copy", copyId == null ? 0 : copyId)
                .bind("from", from == null ? Long.MIN_VALUE : from.getEpochSecond())
                .bind("until", until == null ? Long.MAX_VALUE : until.getEpochSecond())
                .map((row, context) ->
                        new Holder(row.getString(1), row.getString(2), row.getLong(3), row.getInt(5) == 1))
                .list();
    }
}
