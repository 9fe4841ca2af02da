package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.store.Database;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the operator's choice of servers. The bot ignores the others, but keeps their settings. */
public final class ServedServers {
    private static final Logger log = LoggerFactory.getLogger(ServedServers.class);

    private final Database database;
    private final Guilds guilds;
    private final ServerPresence presence;
    private final LongPredicate served;

    /** Takes effect with the next {@link #update}. */
    public ServedServers(Database database, Guilds guilds, ServerPresence presence, LongPredicate served) {
        this.database = database;
        this.guilds = guilds;
        this.presence = presence;
        this.served = served;
    }

    /** Records for each known server whether it is served. One that is served again starts afresh. */
    public void update() {
        database.useTransactionAlone(handle -> {
            for (long guildId : guilds.serve(handle, served)) {
                presence.startAnew(handle, guildId);
                log.info("Server {} is enabled again; its registrations start afresh", guildId);
            }
        });
    }
}
