package io.github.cheevoherald.announce;

import io.github.cheevoherald.resilience.Outage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One server's way to Discord: whether somebody works on it, and when it is worth a look. What counts stands in the
 * database; this only saves looking.
 */
final class Lane {
    private final long guildId;
    private boolean busy;
    private boolean wokenWhileBusy;
    private @Nullable Instant notBefore;
    private final Outage outage = new Outage();
    private volatile boolean first = true;
    private volatile long askedFor;

    Lane(long guildId) {
        this.guildId = guildId;
    }

    long guildId() {
        return guildId;
    }

    /** Takes the lane if it is free and due; whoever took it must free it. */
    synchronized boolean take(Instant now) {
        if (busy) {
            wokenWhileBusy = true;
            return false;
        }
        if (notBefore != null && now.isBefore(notBefore)) {
            return false;
        }
        busy = true;
        wokenWhileBusy = false;
        notBefore = null;
        return true;
    }

    /** Frees the lane, until a time when one is given; true when somebody came by meanwhile. */
    synchronized boolean free(@Nullable Instant until) {
        busy = false;
        notBefore = until;
        return wokenWhileBusy;
    }

    /** Forgets that there was something to wait for. */
    synchronized void wake() {
        notBefore = null;
    }

    /** Whether this process has not tried anything here; what an earlier one began does not wait for its time. */
    boolean isFirst() {
        return first;
    }

    void tried() {
        first = false;
    }

    /** It was asked just now whether the members of whom the entry tells are there. */
    void asked(long entryId) {
        askedFor = entryId;
    }

    /** The entry that was just asked for, once; 0 when it is none. */
    long takeAsked() {
        long entryId = askedFor;
        askedFor = 0;
        return entryId;
    }

    /** Notes a failure; true for the first one since the lane last worked. */
    boolean failsNow() {
        return outage.begins();
    }

    void works() {
        outage.ends();
    }
}
