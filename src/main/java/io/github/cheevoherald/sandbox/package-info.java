/** An embedded RetroAchievements and an embedded Discord, to run and test the bot without credentials. */
@NullMarked
package io.github.cheevoherald.sandbox;

import org.jspecify.annotations.NullMarked;
