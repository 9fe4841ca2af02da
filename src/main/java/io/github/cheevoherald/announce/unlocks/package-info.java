/** How unlocks are announced: cards, lists and plain text, and how they are read back. Way in: {@code UnlockKind}. */
@NullMarked
package io.github.cheevoherald.announce.unlocks;

import org.jspecify.annotations.NullMarked;
