/**
 * Asks RetroAchievements: its answers as records, its failures as outcomes, the request budget, and the site's health
 * and clock. Start with {@code RetroAchievements}.
 */
@NullMarked
package io.github.cheevoherald.retroachievements;

import org.jspecify.annotations.NullMarked;
