/** From a poll to recorded unlocks: schedule, window, detection, ledger. The entry point is {@code UnlockPoll}. */
@NullMarked
package io.github.cheevoherald.unlocks;

import org.jspecify.annotations.NullMarked;
