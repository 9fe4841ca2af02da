/** Announcements of unlocks as the outbox stores them. Way in: {@code UnlockAnnouncement}. */
@NullMarked
package io.github.cheevoherald.outbox.unlocks;

import org.jspecify.annotations.NullMarked;
