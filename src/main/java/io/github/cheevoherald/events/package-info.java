/**
 * Achievements that events have begun, such as the next achievement of the week: finds what is new and records it for
 * every server that wants to hear of it. Ways in: {@code EventNews} and, for people's questions, {@code EventHolders}.
 */
@NullMarked
package io.github.cheevoherald.events;

import org.jspecify.annotations.NullMarked;
