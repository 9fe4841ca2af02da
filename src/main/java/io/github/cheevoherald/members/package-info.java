/** Whether the members behind links are still in their servers. Way in: {@code Departures}. */
@NullMarked
package io.github.cheevoherald.members;

import org.jspecify.annotations.NullMarked;
