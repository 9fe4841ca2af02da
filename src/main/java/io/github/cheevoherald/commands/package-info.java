/** The slash commands, one class each: parse, call, reply. Start with {@code SlashCommands}. */
@NullMarked
package io.github.cheevoherald.commands;

import org.jspecify.annotations.NullMarked;
