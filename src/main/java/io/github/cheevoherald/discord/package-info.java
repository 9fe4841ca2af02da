/** The edge to Discord: connection, sending with typed results, routing of slash commands. Way in: {@code Discord}. */
@NullMarked
package io.github.cheevoherald.discord;

import org.jspecify.annotations.NullMarked;
