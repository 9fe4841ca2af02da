package io.github.cheevoherald.rota;

/** A player's points on the site, which keeps those of casual and of hardcore unlocks apart. */
public record Points(long casual, long hardcore) {

    /**
     * The points gained since an earlier reading. An upgrade moves both numbers, one down and one up; points that only
     * fall, as after a reset, are no gain.
     */
    long gainedSince(Points earlier) {
        return Math.max(0, casual - earlier.casual) + Math.max(0, hardcore - earlier.hardcore);
    }
}
