/** The command line and the composition root: {@code Main} reads arguments, {@code App} builds the bot. */
@NullMarked
package io.github.cheevoherald;

import org.jspecify.annotations.NullMarked;
