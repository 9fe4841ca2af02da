/** Players and their registrations: which member of which server is linked to whom. Start with {@code Registration}. */
@NullMarked
package io.github.cheevoherald.players;

import org.jspecify.annotations.NullMarked;
