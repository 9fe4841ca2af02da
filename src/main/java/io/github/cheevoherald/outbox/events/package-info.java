/** Announcements of events' achievements as the outbox stores them. Way in: {@code EventAnnouncement}. */
@NullMarked
package io.github.cheevoherald.outbox.events;

import org.jspecify.annotations.NullMarked;
