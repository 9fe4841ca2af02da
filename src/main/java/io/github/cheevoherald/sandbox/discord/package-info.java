/** An embedded Discord: REST v10, gateway and interactions, good enough for a real client. Way in: {@code EmbeddedDiscord}. */
@NullMarked
package io.github.cheevoherald.sandbox.discord;

import org.jspecify.annotations.NullMarked;
