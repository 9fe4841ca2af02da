/** Answers to people's questions about tickets. Way in: {@code TicketLookup}. */
@NullMarked
package io.github.cheevoherald.tickets;

import org.jspecify.annotations.NullMarked;
