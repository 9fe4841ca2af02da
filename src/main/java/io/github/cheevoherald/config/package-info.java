/** What the operator sets: a YAML file with the environment on top. Way in: {@code ConfigLoader}. */
@NullMarked
package io.github.cheevoherald.config;

import org.jspecify.annotations.NullMarked;
