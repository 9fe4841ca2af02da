package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.store.Database;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers that the operator lets the bot serve; the others are left alone, with their settings kept. */
public final class ServedServers {
    private static final Logger log = LoggerFactory.getLogger(ServedServers.class);

    private final Database database;
    private final Guilds guilds;
    private final ServerPresence presence;
    private final LongPredicate served;

    /** Serves what {@code served} says, from the next {@link #look} on. */
    public ServedServers(Database database, Guilds guilds, ServerPresence presence, LongPredicate served) {
        this.database = database;
        this.guilds = guilds;
        this.presence = presence;
        this.served = served;
    }

    /** Takes note of each server that is known by now. One that is served again starts anew. */
    public void look() {
        database.useTransaction(handle -> {
            for (long guildId : guilds.serve(handle, served)) {
                presence.startAnew(handle, guildId);
                log.info("Server {} is enabled again; its registrations start afresh", guildId);
            }
        });
    }
}
