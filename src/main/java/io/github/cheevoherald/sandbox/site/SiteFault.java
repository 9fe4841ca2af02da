package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one request.
 *
 * @param status for {@link Kind#STATUS} and {@link Kind#ANSWER}, else 0
 * @param time how long, where the kind has a length of time
 * @param text the body of {@link Kind#ANSWER}, or where {@link Kind#REDIRECT} leads
 */
public record SiteFault(
        Kind kind,
        int status,
        @Nullable Duration time,
        @Nullable String text) {

    /** What can go wrong. */
    public enum Kind {
        /** An HTML page with this status, as of a proxy; 401 is the site's own JSON. */
        STATUS,
        /** 429, an HTML page without Retry-After; with a time, Retry-After in seconds. */
        THROTTLED,
        /** 429 with Retry-After as a date of the site's clock. */
        THROTTLED_UNTIL,
        /** 503: JSON for who accepts it, else HTML. */
        MAINTENANCE,
        /** 200 with a page instead of an answer. */
        HTML,
        /** The true answer's length in the header, half of its body, and the end. */
        TRUNCATED,
        /** The connection is cut before the question was looked at. */
        CUT_BEFORE,
        /** The connection is cut when the answer was ready. */
        CUT_AFTER,
        /** The answer comes after this time. */
        DELAY,
        /** The body trickles for this time. */
        SLOW_BODY,
        /** The true answer with 9 MiB of blanks behind it. */
        HUGE_BODY,
        /** Well-formed JSON of a shape that no endpoint has. */
        WRONG_SHAPE,
        /** 302 to another address. */
        REDIRECT,
        /** No answer until the order is released. */
        HOLD,
        /** This body as JSON with this status. */
        ANSWER
    }

    /** An error page of that status. */
    public static SiteFault status(int status) {
        return new SiteFault(Kind.STATUS, status, null, null);
    }

    /** 429 without a word about when. */
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

    /** The answer comes late. */
    public static SiteFault delay(Duration time) {
        return lasting(Kind.DELAY, time);
    }

    /** The body trickles. */
    public static SiteFault slowBody(Duration time) {
        return lasting(Kind.SLOW_BODY, time);
    }

    /** Leads elsewhere. */
    public static SiteFault redirect(String location) {
        return new SiteFault(Kind.REDIRECT, 0, null, location);
    }

    /** Exactly this JSON, or what is passed for it. */
    public static SiteFault answer(int status, String body) {
        return new SiteFault(Kind.ANSWER, status, null, body);
    }

    /** A fault that needs no more words. */
    public static SiteFault of(Kind kind) {
        return new SiteFault(kind, 0, null, null);
    }

    /** Checks that what the kind needs is there. */
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
