/** Replays recorded or made-up unlocks on a virtual clock to measure how soon they'd be found. Start with {@code Simulation}. */
@NullMarked
package io.github.cheevoherald.rota.simulation;

import org.jspecify.annotations.NullMarked;
