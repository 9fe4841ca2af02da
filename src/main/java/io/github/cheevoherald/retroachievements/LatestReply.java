package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.retroachievements.SiteState.Kind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the site's latest replies were, and since when. A single one that is of no use may be due to what was asked; the
 * next one tells.
 */
final class LatestReply {
    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");
    private static final int USELESS_TO_TELL = 2;

    private final TimeMeter time;
    private Kind kind = Kind.UNKNOWN;
    private int status;
    private long since;
    private int useless;
    private long uselessSince;

    LatestReply(TimeMeter time) {
        this.time = time;
        this.since = time.currentTimeNanos();
    }

    /** Learns from a reply, except whether its JSON can be read. One that we gave up on says nothing. */
    void saw(Reply reply) {
        if (reply instanceof Reply.Failed failed) {
            Matcher named = STATUS.matcher(failed.reason());
            int number = named.find() ? Integer.parseInt(named.group(1)) : 0;
            useless(failed.reason().startsWith("HTML") ? Kind.TALKING_HTML : Kind.FAILING, number);
        } else if (reply instanceof Reply.Odd) {
            unreadable();
        } else if (reply instanceof Reply.TooMany) {
            said(Kind.THROTTLING);
        } else if (reply instanceof Reply.RefusedKey) {
            said(Kind.KEY_REFUSED);
        }
    }

    /** The latest reply could be read. */
    void readable() {
        said(Kind.ANSWERING);
    }

    /** The latest reply is none of those we know. */
    void unreadable() {
        useless(Kind.UNREADABLE, 0);
    }

    private synchronized void said(Kind now) {
        useless = 0;
        become(now, 0, time.currentTimeNanos());
    }

    private synchronized void useless(Kind now, int nowStatus) {
        useless++;
        if (useless == 1) {
            uselessSince = time.currentTimeNanos();
        }
        if (useless >= USELESS_TO_TELL) {
            become(now, nowStatus, useless == USELESS_TO_TELL ? uselessSince : time.currentTimeNanos());
        }
    }

    private void become(Kind now, int nowStatus, long nowSince) {
        if (now != kind) {
            since = nowSince;
        }
        kind = now;
        status = nowStatus;
    }

    /** @param pause for how long nothing is to be asked since we are throttled */
    synchronized SiteState state(Duration pause) {
        return new SiteState(kind, status, Duration.ofNanos(time.currentTimeNanos() - since), pause);
    }
}
