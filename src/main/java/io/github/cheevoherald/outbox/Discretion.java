package io.github.cheevoherald.outbox;

import org.jdbi.v3.core.Handle;

/** What the members of a server don't want announced there. */
@FunctionalInterface
public interface Discretion {
    /** Reads it in the transaction that adds an announcement. */
    LeftOut in(Handle handle, long guildId);
}
