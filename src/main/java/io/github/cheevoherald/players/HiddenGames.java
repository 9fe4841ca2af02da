package io.github.cheevoherald.players;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The games that members hide in a server. */
public final class HiddenGames {
    private final Database database;
    private final LinkListener links;
    private final Clock siteClock;

    /** Dates by RetroAchievements' clock. */
    public HiddenGames(Database database, LinkListener links, Clock siteClock) {
        this.database = database;
        this.links = links;
        this.siteClock = siteClock;
    }

    /** A game that a member hides, by the site's number and the title as it was known then, which may be empty. */
    public record HiddenGame(long gameId, String title) {}

    /** The games that a member hides in a server, by title. */
    public List<HiddenGame> of(long guildId, long memberId) {
        return database.read(handle -> handle.createQuery("SELECT game_id, title FROM silences WHERE guild_id = ?"
                        + " AND member_id = ? AND game_id <> ? AND ended_at IS NULL ORDER BY lower(title), game_id")
                .bind(0, guildId)
                .bind(1, memberId)
                .bind(2, Silences.EVERYTHING)
                .map((row, context) -> new HiddenGame(row.getLong(1), row.getString(2)))
                .list());
    }

    /** Hides a game, and withdraws what was not announced yet; false if the member isn't registered in the server. */
    public boolean hide(long guildId, long memberId, HiddenGame game) {
        return database.aloneInTransaction(handle -> {
            Optional<Registered> link = Players.ofMember(handle, guildId, memberId);
            link.ifPresent(of -> {
                Silences.begin(handle, guildId, memberId, game.gameId(), game.title(), siteClock.instant());
                links.hidden(handle, guildId, of.player(), game.gameId());
            });
            return link.isPresent();
        });
    }

    /** Shows a game again from now on; false if it wasn't hidden. */
    public boolean show(long guildId, long memberId, long gameId) {
        return database.aloneInTransaction(
                handle -> Silences.end(handle, guildId, memberId, gameId, siteClock.instant()));
    }
}
