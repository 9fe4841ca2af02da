/** How awards are announced: cards, lists and plain text, and how they are read back. Way in: {@code AwardMessages}. */
@NullMarked
package io.github.cheevoherald.announce.awards;

import org.jspecify.annotations.NullMarked;
