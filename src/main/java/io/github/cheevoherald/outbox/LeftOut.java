package io.github.cheevoherald.outbox;

import java.util.Set;

/** Which players an announcement leaves out: everywhere, or only in some of what it says. */
@FunctionalInterface
public interface LeftOut {
    /** Nobody. */
    LeftOut NOBODY = (ulid, gameId, date) -> false;

    /** Whether the player is left out of what concerns this game (0 if unknown) and happened then. */
    boolean leavesOut(String ulid, long gameId, long date);

    /** These players, by ULID, whatever it is. */
    static LeftOut players(Set<String> ulids) {
        return (ulid, gameId, date) -> ulids.contains(ulid);
    }
}
