/**
 * From an outbox row to a message in a channel: rendering, sending, settling. Way in: {@code Delivery}. Nothing here
 * depends on a kind of announcement; each kind is an {@code AnnouncementKind} in a package of its own.
 */
@NullMarked
package io.github.cheevoherald.announce;

import org.jspecify.annotations.NullMarked;
