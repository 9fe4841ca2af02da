/** What must reach Discord, and how far it is. Way in: {@code Outbox}. */
@NullMarked
package io.github.cheevoherald.outbox;

import org.jspecify.annotations.NullMarked;
