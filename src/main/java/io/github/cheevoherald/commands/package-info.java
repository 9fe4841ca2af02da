/** The slash commands, one class each: parse, call, reply. */
@NullMarked
package io.github.cheevoherald.commands;

import org.jspecify.annotations.NullMarked;
