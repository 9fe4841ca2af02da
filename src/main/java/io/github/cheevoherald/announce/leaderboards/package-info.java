/** How scores are announced: cards, lists and plain text, and how they are read back. Way in: {@code ScoreKind}. */
@NullMarked
package io.github.cheevoherald.announce.leaderboards;

import org.jspecify.annotations.NullMarked;
