package io.github.cheevoherald.players;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The links of members who want nothing announced about them in a server for now. */
public final class PausedLinks {
    private final Database database;
    private final LinkListener links;
    private final Clock siteClock;

    /** A link that is resumed is dated by RetroAchievements' clock. */
    public PausedLinks(Database database, LinkListener links, Clock siteClock) {
        this.database = database;
        this.links = links;
        this.siteClock = siteClock;
    }

    /** What became of a request to pause or resume. */
    public enum Change {
        /** It's done. */
        DONE,
        /** It was so before. */
        WAS_SO,
        /** The member isn't registered in the server. */
        NOT_REGISTERED
    }

    /** Pauses a member's link, and withdraws what was not announced yet. */
    public Change pause(long guildId, long memberId) {
        return database.aloneInTransaction(handle -> {
            Optional<Registered> link = Players.ofMember(handle, guildId, memberId);
            if (link.isEmpty()) {
                return Change.NOT_REGISTERED;
            }
            int paused = handle.execute(
                    "UPDATE registrations SET paused = 1 WHERE guild_id = ? AND member_id = ? AND paused = 0",
                    guildId,
                    memberId);
            if (paused > 0) {
                Silences.begin(handle, guildId, memberId, Silences.EVERYTHING, "", siteClock.instant());
                links.ended(handle, guildId, link.get().player());
            }
            return paused > 0 ? Change.DONE : Change.WAS_SO;
        });
    }

    /** Resumes a member's link as of now: what happened or was shown by the site up to then is not announced. */
    public Change resume(long guildId, long memberId) {
        return database.aloneInTransaction(handle -> {
            List<Long> resumed = handle.createQuery("""
                            UPDATE registrations SET paused = 0, registered_at = :now, baselined = 0
                            WHERE guild_id = :guild AND member_id = :member AND paused = 1
                            RETURNING player_id
                            """)
                    .bind("now", siteClock.instant().getEpochSecond())
                    .bind("guild", guildId)
                    .bind("member", memberId)
                    .mapTo(Long.class)
                    .list();
            if (!resumed.isEmpty()) {
                Silences.end(handle, guildId, memberId, Silences.EVERYTHING, siteClock.instant());
                resumed.forEach(playerId -> links.resumed(handle, playerId));
                return Change.DONE;
            }
            return Players.ofMember(handle, guildId, memberId).isPresent() ? Change.WAS_SO : Change.NOT_REGISTERED;
        });
    }
}
