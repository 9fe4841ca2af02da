package io.github.cheevoherald.players;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Marks registrations as baselined, inside the transaction that records the poll behind it. */
public final class Baselines {
    /**
     * Since when unlocks of {@code registrations} are announced: the registration or the feed of unlocks, whichever began
     * later.
     */
    public static final String SINCE = """
            COALESCE((SELECT f.begun_at FROM feeds f WHERE f.guild_id = registrations.guild_id AND f.kind = 'unlocks'
                AND f.begun_at > registrations.registered_at), registrations.registered_at)
            """;

    /** Has every registration of a server get a new baseline, since unlocks were turned on there. */
    public void remake(Handle handle, long guildId) {
        handle.execute("UPDATE registrations SET baselined = 0 WHERE guild_id = ?", guildId);
    }

    /**
     * Gives the registration that was polled for its baseline, back to {@code reach}, unless it or the feed began anew
     * since the poll began.
     */
    public void made(Handle handle, long playerId, long guildId, long memberId, Instant since, Instant reach) {
        handle.execute("""
                        UPDATE registrations SET baselined = 1, reach = ?
                        WHERE guild_id = ? AND member_id = ? AND player_id = ?
                            AND ? =""" + " " + SINCE, reach.getEpochSecond(), guildId, memberId, playerId, since.getEpochSecond());
    }

    /**
     * Extends the reach of a player's existing baselines to that of a poll that went further back. One without a stored
     * reach goes back from its registration by {@code unrecorded}.
     */
    public void extend(Handle handle, long playerId, Instant reach, Duration unrecorded) {
        handle.createUpdate("""
                        UPDATE registrations SET reach = :reach
                        WHERE player_id = :player AND baselined = 1
                            AND COALESCE(reach, registered_at - :unrecorded) > :reach
                        """)
                .bind("reach", reach.getEpochSecond())
                .bind("player", playerId)
                .bind("unrecorded", unrecorded.toSeconds())
                .execute();
    }
}
