/** How soon would it be? The schedule and the radar on a virtual clock over a file of unlocks. Way in: {@code Simulation}. */
@NullMarked
package io.github.cheevoherald.rota.simulation;

import org.jspecify.annotations.NullMarked;
