/** Pictures made of badges, and the badges they are made of. Way in: {@code BadgePictures}. */
@NullMarked
package io.github.cheevoherald.pictures;

import org.jspecify.annotations.NullMarked;
