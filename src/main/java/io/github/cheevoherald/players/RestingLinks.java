package io.github.cheevoherald.players;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The links of members who left their server. They rest for 30 days: no polls, no announcements. What was unlocked while a
 * link rested is not announced when it wakes.
 */
public final class RestingLinks {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final LinkListener links;
    private final Clock clock;
    private final Clock siteClock;

    /** A link that wakes is dated by RetroAchievements' clock. */
    public RestingLinks(Database database, LinkListener links, Clock clock, Clock siteClock) {
        this.database = database;
        this.links = links;
        this.clock = clock;
        this.siteClock = siteClock;
    }

    /** The links of a server to these players, by ULID, except resting ones. */
    public List<Registered> awake(long guildId, Collection<String> ulids) {
        return database.read(handle -> handle.createQuery(Players.JOINED
                        + " WHERE r.guild_id = :guild AND p.ulid IN (<ulids>) AND r.resting_since_ms IS NULL")
                .bind("guild", guildId)
                .bindList("ulids", ulids)
                .map(Registered::of)
                .list());
    }

    /** Puts a link to rest and withdraws what was not announced yet; false if the link has changed meanwhile. */
    public boolean rest(Registered link) {
        long now = clock.millis();
        return database.aloneInTransaction(handle -> {
            int resting = handle.createUpdate("""
                            UPDATE registrations SET resting_since_ms = :now, looked_for_at_ms = :now
                            WHERE guild_id = :guild AND member_id = :member AND player_id = :player
                                AND resting_since_ms IS NULL
                            """)
                    .bind("now", now)
                    .bind("guild", link.guildId())
                    .bind("member", link.memberId())
                    .bind("player", link.player().id())
                    .execute();
            if (resting > 0) {
                links.ended(handle, link.guildId(), link.player());
            }
            return resting > 0;
        });
    }

    /** Ends a link whose member deleted their account, and withdraws what was not announced yet. */
    public void end(Registered link) {
        database.useTransactionAlone(handle -> {
            Optional<Registered> current = Players.ofMember(handle, link.guildId(), link.memberId());
            if (current.isPresent()
                    && current.get().player().id() == link.player().id()) {
                EndedLinks.end(handle, link);
                links.ended(handle, link.guildId(), link.player());
            }
            EndedLinks.forgetAccount(handle, link.memberId());
        });
    }

    /** Wakes a member's resting link as of now. That is rare, so a read comes before the transaction. */
    public boolean wake(long guildId, long memberId) {
        boolean rests = database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM registrations"
                        + " WHERE guild_id = ? AND member_id = ? AND resting_since_ms IS NOT NULL)")
                .bind(0, guildId)
                .bind(1, memberId)
                .mapTo(Boolean.class)
                .one());
        return rests && database.aloneInTransaction(handle -> wake(handle, guildId, memberId));
    }

    private boolean wake(Handle handle, long guildId, long memberId) {
        long siteNow = siteClock.instant().getEpochSecond();
        List<Long> woken = handle.createQuery("""
                        UPDATE registrations SET resting_since_ms = NULL, looked_for_at_ms = NULL, registered_at = :now,
                            baselined = 0
                        WHERE guild_id = :guild AND member_id = :member AND resting_since_ms IS NOT NULL
                        RETURNING player_id
                        """)
                .bind("now", siteNow)
                .bind("guild", guildId)
                .bind("member", memberId)
                .mapTo(Long.class)
                .list();
        woken.forEach(playerId -> links.resumed(handle, playerId));
        return !woken.isEmpty();
    }

    /** Resting links whose members were not looked for within the interval, longest ago first. */
    public List<Registered> toLookFor(Duration interval, int max) {
        Instant before = clock.instant().minus(interval);
        return database.read(handle -> handle.createQuery(Players.JOINED + """
                         WHERE r.resting_since_ms IS NOT NULL AND r.looked_for_at_ms <= ?
                        ORDER BY r.looked_for_at_ms LIMIT ?
                        """)
                .bind(0, before.toEpochMilli())
                .bind(1, max)
                .map(Registered::of)
                .list());
    }

    /** Records that a member was looked for that long ago. */
    public void lookedFor(Registered link, Duration ago) {
        Instant counted = clock.instant().minus(ago);
        database.useTransaction(handle -> handle.execute(
                "UPDATE registrations SET looked_for_at_ms = ?"
                        + " WHERE guild_id = ? AND member_id = ? AND resting_since_ms IS NOT NULL",
                counted.toEpochMilli(),
                link.guildId(),
                link.memberId()));
    }

    /**
     * Ends the links that have rested for 30 days, except those whose members weren't looked for within the interval and
     * may be back; returns their number.
     */
    public int endLongResting(Duration interval) {
        Instant now = clock.instant();
        return database.aloneInTransaction(handle -> {
            List<Registered> over = handle.createQuery(
                            Players.JOINED + " WHERE r.resting_since_ms <= ? AND r.looked_for_at_ms > ?")
                    .bind(0, now.minus(KEPT).toEpochMilli())
                    .bind(1, now.minus(interval).toEpochMilli())
                    .map(Registered::of)
                    .list();
            over.forEach(link -> EndedLinks.end(handle, link));
            return over.size();
        });
    }
}
