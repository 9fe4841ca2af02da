/** What an operator's machines ask: health and readiness. */
@NullMarked
package io.github.cheevoherald.ops;

import org.jspecify.annotations.NullMarked;
