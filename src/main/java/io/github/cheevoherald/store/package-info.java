/** The SQLite file: pools, pragmas, migrations, transactions and the lock that keeps a second process out. Way in: {@code Database}. */
@NullMarked
package io.github.cheevoherald.store;

import org.jspecify.annotations.NullMarked;
