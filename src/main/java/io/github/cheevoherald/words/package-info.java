/** Every word that a member sees, from one resource bundle. Way in: {@code Words}. */
@NullMarked
package io.github.cheevoherald.words;

import org.jspecify.annotations.NullMarked;
