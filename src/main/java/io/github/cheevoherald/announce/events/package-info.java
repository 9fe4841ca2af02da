/** How events' achievements are announced, and how they are read back. Way in: {@code EventKind}. */
@NullMarked
package io.github.cheevoherald.announce.events;

import org.jspecify.annotations.NullMarked;
