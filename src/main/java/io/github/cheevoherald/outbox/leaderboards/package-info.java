/** Announcements of scores on leaderboards as the outbox stores them. Way in: {@code ScoreAnnouncement}. */
@NullMarked
package io.github.cheevoherald.outbox.leaderboards;

import org.jspecify.annotations.NullMarked;
