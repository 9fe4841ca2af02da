package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.retroachievements.SiteState.Kind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remembers what the site's latest reply was, and since when it has been of that kind. */
final class LatestReply {
    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");

    private final TimeMeter time;
    private Kind kind = Kind.UNKNOWN;
    private int status;
    private long since;

    LatestReply(TimeMeter time) {
        this.time = time;
        this.since = time.currentTimeNanos();
    }

    /** Learns from a reply; one that we gave up on says nothing. */
    Reply saw(Reply reply) {
        if (reply instanceof Reply.Down down) {
            Matcher named = STATUS.matcher(down.reason());
            boolean page = down.reason().startsWith("HTML");
            is(page ? Kind.TALKING_HTML : Kind.FAILING, named.find() ? Integer.parseInt(named.group(1)) : 0);
        } else if (reply instanceof Reply.TooMany) {
            is(Kind.THROTTLING, 0);
        } else if (reply instanceof Reply.RefusedKey) {
            is(Kind.KEY_REFUSED, 0);
        } else if (reply instanceof Reply.Odd) {
            unreadable();
        } else if (reply instanceof Reply.Json && kind() != Kind.UNREADABLE) {
            // Whether it can be read is known only to whoever asked, and not where nobody looks at it.
            readable();
        }
        return reply;
    }

    /** The latest reply was read as what it should be. */
    void readable() {
        is(Kind.ANSWERING, 0);
    }

    void unreadable() {
        is(Kind.UNREADABLE, 0);
    }

    private synchronized Kind kind() {
        return kind;
    }

    private synchronized void is(Kind now, int nowStatus) {
        if (now != kind) {
            since = time.currentTimeNanos();
        }
        kind = now;
        status = nowStatus;
    }

    /** @param pause for how long nothing is to be asked since we are throttled */
    synchronized SiteState state(Duration pause) {
        Duration lasted = Duration.ofNanos(Math.max(0, time.currentTimeNanos() - since));
        return new SiteState(kind, status, lasted, pause);
    }
}
