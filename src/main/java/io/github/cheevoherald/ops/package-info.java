/** Health, readiness and metrics for an operator's monitoring. Way in: {@code HealthServer}. */
@NullMarked
package io.github.cheevoherald.ops;

import org.jspecify.annotations.NullMarked;
