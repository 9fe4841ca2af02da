/** Whom to poll with the next free request. Way in: {@code Rota}. */
@NullMarked
package io.github.cheevoherald.rota;

import org.jspecify.annotations.NullMarked;
