/** The start of the program: {@code Main} reads the command line, {@code App} assembles the bot. */
@NullMarked
package io.github.cheevoherald;

import org.jspecify.annotations.NullMarked;
