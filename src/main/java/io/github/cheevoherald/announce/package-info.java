/** From an outbox row to a message in a channel: rendering, sending, settling. Way in: {@code Delivery}. */
@NullMarked
package io.github.cheevoherald.announce;

import org.jspecify.annotations.NullMarked;
