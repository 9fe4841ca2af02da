package io.github.cheevoherald.players;

import io.github.cheevoherald.store.Database;
import java.util.function.UnaryOperator;

/** A player's name and ULID for the log; the ULID alone where the name can't be read. */
public final class PlayerLabels implements UnaryOperator<String> {
    private final Database database;

    /** Reads the name when it is needed, since players change theirs. */
    public PlayerLabels(Database database) {
        this.database = database;
    }

    @Override
    public String apply(String ulid) {
        try {
            return database.read(handle -> handle.createQuery("SELECT name FROM players WHERE ulid = ?")
                            .bind(0, ulid)
                            .mapTo(String.class)
                            .findOne())
                    .map(name -> name + " (" + ulid + ")")
                    .orElse(ulid);
        } catch (RuntimeException unreadable) {
            return ulid;
        }
    }
}
