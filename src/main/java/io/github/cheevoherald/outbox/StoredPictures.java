package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.util.Optional;

/** Keeps the picture of each message that isn't settled, so that every attempt posts the same. */
public final class StoredPictures {
    private final Database database;

    StoredPictures(Database database) {
        this.database = database;
    }

    /** A message's picture: no bytes if it goes without one, empty if that isn't decided yet. */
    public Optional<byte[]> of(long entryId) {
        return database.read(
                handle -> handle.createQuery("SELECT picture FROM outbox WHERE entry_id = ? AND picture IS NOT NULL")
                        .bind(0, entryId)
                        .mapTo(byte[].class)
                        .findOne());
    }

    /** Decides about an entry that was never tried. */
    public void decide(long entryId, byte[] picture) {
        database.useTransaction(handle -> handle.createUpdate(
                        "UPDATE outbox SET picture = :picture WHERE entry_id = :entry AND state = 'pending'")
                .bind("picture", picture)
                .bind("entry", entryId)
                .execute());
    }
}
