package io.github.cheevoherald.awards;

import io.github.cheevoherald.store.Database;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The games whose sets players have completed, in hardcore or casual, as far as all of a player's awards are recorded. */
public final class CompletedGames {
    private final Database database;
    private final AwardLinks links = new AwardLinks();

    public CompletedGames(Database database) {
        this.database = database;
    }

    /** A player's; empty if the site has to be asked. What they once completed counts, even if the site took it back. */
    public Optional<Set<Long>> of(long playerId) {
        return database.read(handle -> links.knowsAll(handle, playerId)
                ? Optional.of(new HashSet<>(handle.createQuery("""
                                SELECT DISTINCT subject_id FROM award_ledger
                                WHERE player_id = ? AND kind IN ('COMPLETED', 'MASTERED')
                                """)
                        .bind(0, playerId)
                        .mapTo(Long.class)
                        .list()))
                : Optional.empty());
    }
}
