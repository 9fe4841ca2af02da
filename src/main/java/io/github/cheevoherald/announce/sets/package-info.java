/** How news of sets is announced: cards, lists and plain text, and how they are read back. Way in: {@code SetKind}. */
@NullMarked
package io.github.cheevoherald.announce.sets;

import org.jspecify.annotations.NullMarked;
