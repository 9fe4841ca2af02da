/** The SQLite file: connections, migrations, transactions, timed tasks, and the lock that keeps a second process out. Start with {@code Database}. */
@NullMarked
package io.github.cheevoherald.store;

import org.jspecify.annotations.NullMarked;
