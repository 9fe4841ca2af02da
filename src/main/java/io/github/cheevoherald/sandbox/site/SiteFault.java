package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fault that hits one request.
 *
 * @param status for {@link Kind#STATUS} and {@link Kind#ANSWER}, otherwise 0
 * @param time how long it lasts, for the kinds that take time
 * @param text the body of {@link Kind#ANSWER}, or the address of {@link Kind#REDIRECT}
 */
public record SiteFault(
        Kind kind,
        int status,
        @Nullable Duration time,
        @Nullable String text) {

    /** The kinds of faults. */
    public enum Kind {
        /** An HTML page with this status, like a proxy's; 401 is the site's own JSON. */
        STATUS,
        /** 429 with an HTML page, and with Retry-After in seconds if a time is given. */
        THROTTLED,
        /** 429 with Retry-After as a date by the site's clock. */
        THROTTLED_UNTIL,
        /** 503, as JSON for clients that accept it, otherwise as HTML. */
        MAINTENANCE,
        /** 200 with a web page instead of data. */
        HTML,
        /** The full Content-Length, half of the body, and then the end. */
        TRUNCATED,
        /** The connection is cut before the request is handled. */
        CUT_BEFORE,
        /** The connection is cut once the answer is ready. */
        CUT_AFTER,
        /** The answer is delayed by this time. */
        DELAY,
        /** The body trickles in over this time. */
        SLOW_BODY,
        /** The true answer, padded with spaces to 9 MiB. */
        HUGE_BODY,
        /** Well-formed JSON in a shape that no endpoint has. */
        WRONG_SHAPE,
        /** 302 to another address. */
        REDIRECT,
        /** No answer until the order is released. */
        HOLD,
        /** This body as JSON, with this status. */
        ANSWER
    }

    /** An error page with that status. */
    public static SiteFault status(int status) {
        return new SiteFault(Kind.STATUS, status, null, null);
    }

    /** 429 without Retry-After. */
    public static SiteFault throttled() {
        return of(Kind.THROTTLED);
    }

    /** 429 with Retry-After in seconds. */
    public static SiteFault throttled(Duration retryAfter) {
        return lasting(Kind.THROTTLED, retryAfter);
    }

    /** 429 with Retry-After as a date. */
    public static SiteFault throttledUntil(Duration fromNow) {
        return lasting(Kind.THROTTLED_UNTIL, fromNow);
    }

    /** Delays the answer. */
    public static SiteFault delay(Duration time) {
        return lasting(Kind.DELAY, time);
    }

    /** Makes the body trickle in. */
    public static SiteFault slowBody(Duration time) {
        return lasting(Kind.SLOW_BODY, time);
    }

    /** Redirects to another address. */
    public static SiteFault redirect(String location) {
        return new SiteFault(Kind.REDIRECT, 0, null, location);
    }

    /** Sends exactly this text as JSON, valid or not. */
    public static SiteFault answer(int status, String body) {
        return new SiteFault(Kind.ANSWER, status, null, body);
    }

    /** A fault of a kind that needs nothing else. */
    public static SiteFault of(Kind kind) {
        return new SiteFault(kind, 0, null, null);
    }

    /** Checks that everything the kind needs is there. */
    public SiteFault {
        boolean needsTime = kind == Kind.DELAY || kind == Kind.SLOW_BODY || kind == Kind.THROTTLED_UNTIL;
        if (needsTime && time == null) {
            throw new IllegalArgumentException("The fault " + kind + " needs a time.");
        }
        boolean needsStatus = kind == Kind.STATUS || kind == Kind.ANSWER;
        if (needsStatus && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("The fault " + kind + " needs a status from 200 to 599.");
        }
        boolean needsText = kind == Kind.ANSWER || kind == Kind.REDIRECT;
        if (needsText && text == null) {
            throw new IllegalArgumentException("The fault " + kind + " needs a text.");
        }
    }

    Duration length() {
        return Objects.requireNonNullElse(time, Duration.ZERO);
    }

    String words() {
        return Objects.requireNonNullElse(text, "");
    }

    private static SiteFault lasting(Kind kind, Duration time) {
        return new SiteFault(kind, 0, time, null);
    }
}
