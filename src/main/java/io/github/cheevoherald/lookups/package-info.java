/** Answers to questions that people ask in Discord about unlocks and tickets. Start with {@code UnlockLookup} and {@code TicketLookup}. */
@NullMarked
package io.github.cheevoherald.lookups;

import org.jspecify.annotations.NullMarked;
