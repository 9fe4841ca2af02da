package io.github.cheevoherald.retroachievements;

import io.github.bucket4j.TimeMeter;
import io.github.cheevoherald.retroachievements.SiteState.Kind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the kind of the site's latest replies, and since when it has been so. A single useless reply may be due to the
 * question, so it takes a second one to count.
 */
final class LatestReply {
    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");
    private static final int USELESS_TO_REPORT = 2;

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

    /** Learns from a reply. Whether its JSON is readable is reported later; a cancelled request says nothing. */
    void observe(Reply reply) {
        reply.fold(new Reply.Cases<Runnable>(
                        json -> LatestReply::learnNothing,
                        refusedKey -> () -> settled(Kind.KEY_REFUSED),
                        rateLimited -> () -> settled(Kind.THROTTLING),
                        down -> () -> failed(down),
                        forbidden -> () -> failed(forbidden),
                        cancelled -> LatestReply::learnNothing,
                        unreadable -> this::unreadable))
                .run();
    }

    private void failed(Reply.Failed failed) {
        Matcher named = STATUS.matcher(failed.reason());
        int number = named.find() ? Integer.parseInt(named.group(1)) : 0;
        useless(failed.reason().startsWith("HTML") ? Kind.HTML : Kind.FAILING, number);
    }

    void readable() {
        settled(Kind.ANSWERING);
    }

    /** Records that the latest reply was of no known shape. */
    void unreadable() {
        useless(Kind.UNREADABLE, 0);
    }

    private synchronized void settled(Kind now) {
        useless = 0;
        become(now, 0, time.currentTimeNanos());
    }

    private synchronized void useless(Kind now, int nowStatus) {
        useless++;
        if (useless == 1) {
            uselessSince = time.currentTimeNanos();
        }
        if (useless >= USELESS_TO_REPORT) {
            become(now, nowStatus, useless == USELESS_TO_REPORT ? uselessSince : time.currentTimeNanos());
        }
    }

    private void become(Kind now, int nowStatus, long nowSince) {
        if (now != kind) {
            since = nowSince;
        }
        kind = now;
        status = nowStatus;
    }

    /** @param pause how much longer we send nothing */
    synchronized SiteState state(Duration pause) {
        return new SiteState(kind, status, Duration.ofNanos(time.currentTimeNanos() - since), pause);
    }

    private static void learnNothing() {}
}
