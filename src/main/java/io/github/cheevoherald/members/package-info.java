/** Finds out whether registered members are still in their servers. Start with {@code Departures}. */
@NullMarked
package io.github.cheevoherald.members;

import org.jspecify.annotations.NullMarked;
