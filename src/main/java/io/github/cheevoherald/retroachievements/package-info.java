/** Everything that is asked of RetroAchievements, its answers as records and its failures as values. Way in: {@code RetroAchievements}. */
@NullMarked
package io.github.cheevoherald.retroachievements;

import org.jspecify.annotations.NullMarked;
