package io.github.cheevoherald.privacy;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import java.util.Map;
import java.util.Optional;

/** The games in which something was announced about a member lately, so that they can choose one of them to hide. */
public final class AnnouncedGames {
    private final Database database;
    private final Players players;
    private final Outbox outbox;

    public AnnouncedGames(Database database, Players players, Outbox outbox) {
        this.database = database;
        this.players = players;
        this.outbox = outbox;
    }

    /** Their titles by the site's numbers, the latest first. */
    public Map<Long, String> of(long guildId, long memberId) {
        Optional<String> ulid =
                players.ofMember(guildId, memberId).map(link -> link.player().ulid());
        return ulid.isEmpty()
                ? Map.of()
                : database.read(handle -> outbox.ofPlayers().games(handle, guildId, ulid.get()));
    }
}
