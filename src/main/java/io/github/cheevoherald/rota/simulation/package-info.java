/** Measures how soon unlocks would be found, by playing a file of them on a virtual clock. Way in: {@code Simulation}. */
@NullMarked
package io.github.cheevoherald.rota.simulation;

import org.jspecify.annotations.NullMarked;
