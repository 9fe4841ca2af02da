/** The servers the bot is in and the channels that receive announcements. Start with {@code Guilds}. */
@NullMarked
package io.github.cheevoherald.guilds;

import org.jspecify.annotations.NullMarked;
