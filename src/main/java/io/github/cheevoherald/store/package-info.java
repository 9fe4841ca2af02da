/**
 * The data, in a SQLite file or a PostgreSQL database: connections, migrations, transactions, timed tasks, and the lock that
 * keeps a second process out. Start with {@code Database}; an {@code Engine} is one of the two kinds.
 */
@NullMarked
package io.github.cheevoherald.store;

import org.jspecify.annotations.NullMarked;
