package io.github.cheevoherald.awards;

import java.time.Duration;
import java.time.Instant;

/**
 * One reading of a list of awards.
 *
 * @param ofOnePlayer whether it is the list of all of one player's awards; else one of everybody's latest
 * @param askedAt when it began, by the site's clock
 * @param oldest awards dated before are never announced
 * @param lateBefore awards dated before arrived late
 */
record AwardLook(boolean ofOnePlayer, Instant askedAt, Instant oldest, Instant lateBefore) {
    /** Awards are written by a queue some time after their own date. */
    static final Duration OVERLAP = Duration.ofMinutes(15);

    /** A look after the one that began at {@code before}, which may lie in the future if a clock was wrong. */
    static AwardLook since(Instant before, Instant siteNow, Duration lateHorizon, boolean ofOnePlayer) {
        Instant last = before.isBefore(siteNow) ? before : siteNow;
        return new AwardLook(ofOnePlayer, siteNow, last.minus(lateHorizon), last.minus(OVERLAP));
    }

    /** The same look, when awards of up to that time have been seen by another one. */
    AwardLook seenUpTo(Instant time) {
        return new AwardLook(ofOnePlayer, askedAt, oldest, time.minus(OVERLAP));
    }
}
