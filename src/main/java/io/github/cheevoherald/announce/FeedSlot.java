package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.resilience.Outage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one feed's delivery: whether somebody is working on it, and when it is due. Only the database is
 * authoritative; this saves asking it.
 */
final class FeedSlot {
    private final FeedKey feed;
    private boolean busy;
    private boolean wokenWhileBusy;
    private @Nullable Instant notBefore;
    private final Outage outage = new Outage();
    private volatile boolean first = true;
    private volatile long checkedEntry;

    FeedSlot(FeedKey feed) {
        this.feed = feed;
    }

    FeedKey feed() {
        return feed;
    }

    /** Takes the slot if it is free and due; whoever took it must free it. */
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

    /** Frees the slot, until the time that is given, if any; true when somebody wanted it meanwhile. */
    synchronized boolean free(@Nullable Instant until) {
        busy = false;
        notBefore = until;
        return wokenWhileBusy;
    }

    synchronized void wake() {
        notBefore = null;
    }

    /** Whether this process has tried nothing here yet; what an earlier one began is due at once. */
    boolean isFirst() {
        return first;
    }

    void tried() {
        first = false;
    }

    /** Remembers that Discord was asked just now whether the members whom the entry is about are still there. */
    void membersChecked(long entryId) {
        checkedEntry = entryId;
    }

    /** Returns the entry whose members were just checked, once; 0 when there is none. */
    long takeMembersChecked() {
        long entryId = checkedEntry;
        checkedEntry = 0;
        return entryId;
    }

    /** True for the first failure since the feed last worked. */
    boolean failsNow() {
        return outage.begins();
    }

    void works() {
        outage.ends();
    }
}
