/** A made-up community that plays in the embedded servers. Way in: {@code Demo}. */
@NullMarked
package io.github.cheevoherald.sandbox.demo;

import org.jspecify.annotations.NullMarked;
