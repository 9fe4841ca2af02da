/** Announcements of awards as the outbox stores them. Way in: {@code AwardAnnouncement}. */
@NullMarked
package io.github.cheevoherald.outbox.awards;

import org.jspecify.annotations.NullMarked;
