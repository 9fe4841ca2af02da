/** Exports and forgets what is stored about a member, table by table through each table's owner. Start with {@code Forgetting}. */
@NullMarked
package io.github.cheevoherald.privacy;

import org.jspecify.annotations.NullMarked;
