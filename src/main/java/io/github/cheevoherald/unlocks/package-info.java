/**
 * From a poll to recorded unlocks: detection, ledger, recording. {@code schedule} says whom to poll and how far back,
 * {@code context} what else the site knows. The entry point is {@code UnlockPoll}.
 */
@NullMarked
package io.github.cheevoherald.unlocks;

import org.jspecify.annotations.NullMarked;
