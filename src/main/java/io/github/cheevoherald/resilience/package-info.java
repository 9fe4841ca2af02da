/**
 * Small tools for code that has to keep going: growing waits ({@code Backoff}), logging a failure once ({@code Outage}),
 * daemon threads and Errors that a thread survives. Every package may use it; it uses none.
 */
@NullMarked
package io.github.cheevoherald.resilience;

import org.jspecify.annotations.NullMarked;
