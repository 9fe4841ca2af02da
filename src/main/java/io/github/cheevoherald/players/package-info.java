/** Who is watched: players, and the members of each server that they are linked to. Way in: {@code Registration}. */
@NullMarked
package io.github.cheevoherald.players;

import org.jspecify.annotations.NullMarked;
