/**
 * The embedded RetroAchievements: a world that scripts can change, and the site's web API over it. Way in: {@code
 * EmbeddedRetroAchievements}.
 */
@NullMarked
package io.github.cheevoherald.sandbox.site;

import org.jspecify.annotations.NullMarked;
