package io.github.cheevoherald.sets;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Knows who has completed a game's set, in hardcore or casual. */
@FunctionalInterface
public interface Completions {
    /** The players' numbers. */
    Set<Long> ofGame(Handle handle, long gameId);
}
