package io.github.cheevoherald.rota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Scans the list of everybody on the site, last active first, and reports whom it saw. The site sorts the list anew at
 * each full minute, so a scan begins just after one, spreads over most of that minute, and ends where it has reached back
 * to the scan before. Points are up to date whenever a page is read, so reading evenly shows them sooner than reading all
 * pages at once, and the polls that follow don't queue up.
 */
public final class ActivityScan extends ListReader {
    /** The number of players on a page. */
    public static final int PAGE = 100;

    /** The site needs a moment to sort the list. */
    private static final Duration AFTER_THE_MINUTE = Duration.ofSeconds(4);

    /** Ends some seconds before the list is sorted anew, since clocks differ. */
    private static final Duration SPREAD = Duration.ofSeconds(50);

    /** A scan that can't begin in time waits for the next minute, or the list would be sorted anew while it is read. */
    private static final Duration MAX_LATE = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How many pages a scan is thought to have before there was one. */
    private static final int FIRST_GUESS = 30;

    /** A page a minute is worth it for every ten players; fewer players get fewer scans, down to one in ten minutes. */
    private static final int PLAYERS_PER_PAGE_AND_MINUTE = 10;

    /** The longest time between two scans, and for the pages of one that catches up. */
    static final int MAX_MINUTES = 10;

    /** A page that fails this often in a row while a scan catches up is left out. */
    private static final int MAX_FAILURES_OF_PAGE = 3;

    /** After a failure a scan doesn't catch up for longer; usual scans have waited long enough. */
    private static final Duration MAX_CATCHING_UP = MINUTE.multipliedBy(2 * MAX_MINUTES);

    /** With fewer players for each page of a scan, polling without it takes fewer requests in all. */
    private static final double MIN_PLAYERS_PER_PAGE = 0.25;

    /** Receives what a scan sees. */
    public interface Listener {
        /** The number of players to look out for; for 0 no request is sent. */
        int wanted();

        /** These players stand on the page just read. */
        void sighted(List<Sighting> players);

        /** A scan reached back to the one before, and the next follows after the given time. */
        void scanned(Duration untilNext);
    }

    /**
     * A player in the list.
     *
     * @param ago how long ago the player was active
     */
    public record Sighting(String ulid, Points points, Duration ago) {}

    private final ActivitySource source;
    private final Listener listener;
    private final BooleanSupplier alsoWanted;
    private final int requestsPerMinute;
    private final Clock clock;
    private final ScanReach reach = new ScanReach();

    /** When the latest requests were sent, as many as a minute may have. */
    private final Deque<Long> sent = new ArrayDeque<>();

    private long beganAt;
    private int pages;
    private int usualPages;
    private int failuresOfPage;

    /** Whether this scan would be over if it didn't catch up. */
    private boolean isPastUsualEnd;

    private volatile long siteAhead;
    private volatile long nextAt;

    /** Scans with the given budget, by our own clock. */
    public ActivityScan(ActivitySource source, Listener listener, int requestsPerMinute, Clock clock) {
        this(source, listener, () -> false, requestsPerMinute, clock);
    }

    /**
     * Scans with the given budget.
     *
     * @param alsoWanted whether somebody besides the listener needs the list, every ten minutes at least and all of it
     * @param clock our own
     */
    public ActivityScan(
            ActivitySource source, Listener listener, BooleanSupplier alsoWanted, int requestsPerMinute, Clock clock) {
        this.source = source;
        this.listener = listener;
        this.alsoWanted = alsoWanted;
        this.requestsPerMinute = requestsPerMinute;
        this.clock = clock;
        this.usualPages = Math.min(FIRST_GUESS, requestsPerMinute);
        this.nextAt = firstBegin(clock.millis());
    }

    /** Sets how far the site's clock is ahead of ours, which tells when its minutes begin. Matters from the next scan on. */
    public void siteIsAhead(Duration ahead) {
        siteAhead = ahead.toMillis();
    }

    /** When to call {@link #askNext} next. */
    public long nextAt() {
        return nextAt;
    }

    /** The first time to begin a scan that is not before the given time. */
    private long firstBegin(long from) {
        long shift = siteAhead - AFTER_THE_MINUTE.toMillis();
        long minute = MINUTE.toMillis();
        return from + Math.floorMod(-(from + shift), minute);
    }

    private long lastBegin(long until) {
        return firstBegin(until + 1) - MINUTE.toMillis();
    }

    @Override
    boolean isTime() {
        return clock.millis() >= nextAt;
    }

    @Override
    boolean ask() {
        long now = clock.millis();
        if (pages == 0) {
            boolean late = now - lastBegin(now) > MAX_LATE.toMillis();
            if (late || minutesBetweenScans().isEmpty()) {
                nextAt = firstBegin(now + 1);
                return false;
            }
            beganAt = now;
            failuresOfPage = 0;
            isPastUsualEnd = false;
            reach.reset();
        }
        sent.addLast(now);
        if (sent.size() > requestsPerMinute) {
            sent.removeFirst();
        }
        source.ask(pages * PAGE).ifPresentOrElse(this::read, this::failed);
        return true;
    }

    /** Empty if a scan isn't worth its requests. */
    private OptionalInt minutesBetweenScans() {
        int wanted = listener.wanted();
        if (wanted == 0 || wanted < usualPages * MIN_PLAYERS_PER_PAGE) {
            return alsoWanted.getAsBoolean() ? OptionalInt.of(MAX_MINUTES) : OptionalInt.empty();
        }
        int minutes = (usualPages * PLAYERS_PER_PAGE_AND_MINUTE + wanted - 1) / wanted;
        return OptionalInt.of(Math.min(MAX_MINUTES, minutes));
    }

    private void read(ActivitySource.Page page) {
        answered();
        List<Instant> times = times(page);
        if (!reach.hasBegun() && !times.isEmpty()) {
            reach.begin(Collections.max(times), alsoWanted.getAsBoolean());
        }
        List<Sighting> sightings = new ArrayList<>();
        for (ActivitySource.Mark mark : page.marks()) {
            if (mark.lastActiveAt() != null) {
                sightings.add(new Sighting(mark.ulid(), mark.points(), ago(mark.lastActiveAt())));
            }
        }
        if (!sightings.isEmpty()) {
            listener.sighted(sightings);
        }
        nextPage();
        turnOver(times, pages * PAGE >= page.total());
    }

    /** Ends the scan if it has read enough; one that catches up goes on, but tells as soon as any other what it saw. */
    private void turnOver(List<Instant> times, boolean last) {
        boolean isEnough = last || pages >= requestsPerMinute || reach.areAllOlder(times);
        boolean isOver = reach.catchesUp() ? last || pages >= maxPages() || reach.areAllCaughtUp(times) : isEnough;
        if (!isPastUsualEnd && (isEnough || isOver)) {
            isPastUsualEnd = true;
            usualPages = Math.min(pages, requestsPerMinute);
        }
        boolean isNewlyBack = isPastUsualEnd && reach.isNewlyBack(times, last);
        if (isOver) {
            end(reach.catchesUp() || last || reach.isWhole(times));
        } else {
            long at = SPREAD.toMillis() * pages / Math.max(pages + 1, usualPages);
            nextAt = withinBudget(lastBegin(beganAt) + at);
        }
        if (isNewlyBack) {
            reach.reachedBack();
            listener.scanned(MINUTE.multipliedBy(minutesBetweenScans().orElse(MAX_MINUTES)));
        }
    }

    private int maxPages() {
        return requestsPerMinute * MAX_MINUTES;
    }

    private static List<Instant> times(ActivitySource.Page page) {
        return page.marks().stream()
                .flatMap(mark -> Stream.ofNullable(mark.lastActiveAt()))
                .toList();
    }

    private Duration ago(Instant activeAt) {
        Duration ago = reach.before(activeAt).plusMillis(clock.millis() - beganAt);
        return ago.isNegative() ? Duration.ZERO : ago;
    }

    private void end(boolean whole) {
        if (whole) {
            reach.reachedAll();
        }
        pages = 0;
        int minutes = minutesBetweenScans().orElse(MAX_MINUTES);
        nextAt = withinBudget(firstBegin(beganAt + 1 + (minutes - 1) * MINUTE.toMillis()));
    }

    /** What was read counts; the next scan reaches back to the last complete one. */
    @Override
    void rest(Duration pause, int failedInARow) {
        long at = clock.millis() + pause.toMillis();
        if (pages > 0 && isPastUsualEnd && staysWhereItIs(at)) {
            nextAt = withinBudget(at);
        } else {
            pages = 0;
            nextAt = withinBudget(firstBegin(at));
        }
    }

    /**
     * Whether a scan that catches up goes on at the given time after a failure. Beginning anew would cost all its pages
     * again, and it misses nobody, since rows only move back while others become active.
     */
    private boolean staysWhereItIs(long at) {
        failuresOfPage++;
        if (failuresOfPage == MAX_FAILURES_OF_PAGE) {
            nextPage();
        }
        if (at > beganAt + MAX_CATCHING_UP.toMillis()) {
            reach.gaveUp();
            return false;
        }
        if (pages >= maxPages()) {
            reach.reachedAll();
            return false;
        }
        return true;
    }

    private void nextPage() {
        pages++;
        failuresOfPage = 0;
    }

    private long withinBudget(long at) {
        return sent.size() < requestsPerMinute ? at : Math.max(at, sent.getFirst() + MINUTE.toMillis());
    }
}
