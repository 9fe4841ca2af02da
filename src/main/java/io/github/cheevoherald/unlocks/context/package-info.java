/** What the site knows about new unlocks beyond the unlocks themselves: progress and rarity. Way in: {@code SiteContext}. */
@NullMarked
package io.github.cheevoherald.unlocks.context;

import org.jspecify.annotations.NullMarked;
