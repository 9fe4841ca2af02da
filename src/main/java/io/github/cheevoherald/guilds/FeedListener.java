package io.github.cheevoherald.guilds;

import org.jdbi.v3.core.Handle;

/** Hears that a kind of announcement is turned on in a server. */
public interface FeedListener {
    /** Called inside the transaction that turns the kind on, after it was written. */
    void began(Handle handle, long guildId, String kind);
}
