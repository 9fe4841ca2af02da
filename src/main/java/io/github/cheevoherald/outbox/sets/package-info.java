/** Announcements of achievement sets as the outbox stores them. Way in: {@code SetAnnouncement}. */
@NullMarked
package io.github.cheevoherald.outbox.sets;

import org.jspecify.annotations.NullMarked;
