/**
 * Scores on leaderboards: when a player's sitting is over, their scores in its games are read once, compared with those
 * seen before, and announced where they are news. Way in: {@code LeaderboardCheck}.
 */
@NullMarked
package io.github.cheevoherald.leaderboards;

import org.jspecify.annotations.NullMarked;
