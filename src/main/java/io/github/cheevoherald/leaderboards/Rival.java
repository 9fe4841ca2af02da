package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.players.Player;

/** Another registered member of a server, with their latest score on a leaderboard. */
record Rival(Player player, long score) {}
