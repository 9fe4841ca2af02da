package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/**
 * How the site treats our requests at present.
 *
 * @param status the HTTP status of {@link Kind#FAILING}, 0 where there was none
 * @param since how long it has been so
 * @param pause how long nothing is asked while it throttles us
 */
public record SiteState(Kind kind, int status, Duration since, Duration pause) {

    /** What its latest reply was. */
    public enum Kind {
        /** Nothing was asked since the start. */
        UNKNOWN,
        /** An answer. */
        ANSWERING,
        /** An error, or none at all. */
        FAILING,
        /** A page for people. */
        HTML,
        /** An answer that is none of those we know. */
        UNREADABLE,
        /** That we ask too much. */
        THROTTLING,
        /** That the key is none. */
        KEY_REFUSED
    }
}
