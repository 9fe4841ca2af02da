/**
 * Who is polled next, and how far back a poll has to reach: the players' turns as stored, the rota that chooses from them,
 * and the site's lists that show who plays. Way in: {@code PollSchedule}.
 */
@NullMarked
package io.github.cheevoherald.unlocks.schedule;

import org.jspecify.annotations.NullMarked;
