package io.github.cheevoherald.retroachievements;

import java.time.Duration;

/**
 * How the site responds to our requests at present.
 *
 * @param status the HTTP status of {@link Kind#FAILING}, 0 if there was none
 * @param since how long it has been so
 * @param pause how much longer we send nothing; zero when the next request goes out at once
 */
public record SiteState(Kind kind, int status, Duration since, Duration pause) {

    /** The kind of its latest replies. */
    public enum Kind {
        /** Nothing has been asked since the start. */
        UNKNOWN,
        /** An answer. */
        ANSWERING,
        /** An error, or no reply. */
        FAILING,
        /** A web page instead of data. */
        HTML,
        /** An answer of no known shape. */
        UNREADABLE,
        /** The site says that we send too many requests. */
        THROTTLING,
        /** The site refuses the key. */
        KEY_REFUSED
    }
}
