/**
 * New and revised achievement sets, and whom they concern. Ways in: {@code SetWatch} looks for them, {@code SetRecorder}
 * records them, and {@code InterestRefresh} keeps what the players have played, completed and requested.
 */
@NullMarked
package io.github.cheevoherald.sets;

import org.jspecify.annotations.NullMarked;
