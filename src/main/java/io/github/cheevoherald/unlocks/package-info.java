/** From a poll to recorded unlocks: schedule, window, detection, ledger. Way in: {@code UnlockPoll}. */
@NullMarked
package io.github.cheevoherald.unlocks;

import org.jspecify.annotations.NullMarked;
