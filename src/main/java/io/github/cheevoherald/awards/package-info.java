/** From the site's lists of awards to recorded awards: look, detection, ledger. The entry point is {@code AwardWatch}. */
@NullMarked
package io.github.cheevoherald.awards;

import org.jspecify.annotations.NullMarked;
