package io.github.cheevoherald.rota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scans the list of everybody on the site, last active first, and reports whom it saw. The site sorts the list anew at
 * each full minute, so a scan begins just after one, spreads over most of that minute, and ends where it has reached back
 * to the scan before. Points are up to date whenever a page is read, so reading evenly shows them sooner than reading all
 * pages at once, and the polls that follow don't queue up.
 *
 * <p>Times in the list are only compared with each other: the site's clock need not agree with ours.
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

    /** Emulators show activity about this often. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(2);

    /** The site's list ends some seconds before the scan begins. */
    private static final Duration REACH_MARGIN = Duration.ofSeconds(15);

    /** How many pages a scan is thought to have before there was one. */
    private static final int FIRST_GUESS = 30;

    /** A page a minute is worth it for every ten players; fewer players get fewer scans, down to one in ten minutes. */
    private static final int PLAYERS_PER_PAGE_AND_MINUTE = 10;

    private static final int MAX_MINUTES = 10;

    /** Nobody knows what was missed before the start, so the first scan for whoever else needs the list goes far back. */
    private static final Duration FIRST_REACH = Duration.ofHours(1);

    /** With more than this since the last whole scan the next catches up, for as many as ten minutes. */
    private static final Duration BEHIND = MINUTE.multipliedBy(MAX_MINUTES + 1);

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

    /** When the latest requests were sent, as many as a minute may have. */
    private final Deque<Long> sent = new ArrayDeque<>();

    private long beganAt;
    private int pages;
    private int usualPages;

    /** The site's time at the beginning of this scan, and of the last good one, by the newest time on their first pages. */
    private @Nullable Instant siteBegan;

    private @Nullable Instant siteBeganBefore;

    /** The same of the last scan that left out nobody, for whoever else needs the list. */
    private @Nullable Instant siteBeganWhole;

    private boolean servesOthers;
    private boolean catchesUp;
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
            siteBegan = null;
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
        pages++;
        List<Instant> times = times(page);
        if (siteBegan == null && !times.isEmpty()) {
            begin(Collections.max(times));
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
        boolean last = pages * PAGE >= page.total();
        int maxPages = catchesUp ? requestsPerMinute * MAX_MINUTES : requestsPerMinute;
        if (last || pages == maxPages || areAllOlder(times)) {
            end(reachedBack(times) || (last && siteBegan != null), catchesUp || last || reachedWhole(times));
        } else {
            long at = SPREAD.toMillis() * pages / Math.max(pages + 1, usualPages);
            nextAt = withinBudget(lastBegin(beganAt) + at);
        }
    }

    private void begin(Instant siteTime) {
        siteBegan = siteTime;
        servesOthers = alsoWanted.getAsBoolean();
        catchesUp = servesOthers && wholeBefore(siteTime).isBefore(siteTime.minus(BEHIND));
    }

    private static List<Instant> times(ActivitySource.Page page) {
        return page.marks().stream()
                .flatMap(mark -> Stream.ofNullable(mark.lastActiveAt()))
                .toList();
    }

    private Duration ago(Instant activeAt) {
        Duration sinceBegin = Duration.between(activeAt, Objects.requireNonNull(siteBegan));
        Duration ago = sinceBegin.plusMillis(clock.millis() - beganAt);
        return ago.isNegative() ? Duration.ZERO : ago;
    }

    /** The beginning of the last good scan by the site's clock, which may have been set back since. */
    private Instant before(Instant began) {
        return orElse(began.minus(MINUTE), siteBeganBefore, began);
    }

    private Instant wholeBefore(Instant began) {
        return orElse(began.minus(FIRST_REACH), siteBeganWhole, began);
    }

    private static Instant orElse(Instant unknown, @Nullable Instant before, Instant began) {
        return before != null && before.isBefore(began) ? before : unknown;
    }

    /**
     * Whether nobody on the page was active since the last scan began. A player's time may be newer than their place, so
     * single rows mean nothing; and whoever was active shortly before that scan may have had no place yet.
     */
    private boolean areAllOlder(List<Instant> page) {
        if (siteBegan == null) {
            return true;
        }
        Instant limit = (catchesUp ? wholeBefore(siteBegan) : before(siteBegan)).minus(SIGN_OF_LIFE);
        return page.stream().allMatch(at -> at.isBefore(limit));
    }

    /** Whether everybody active since the last scan, or in two minutes, was seen: no place is newer than the time there. */
    private boolean reachedBack(List<Instant> page) {
        if (siteBegan == null) {
            return false;
        }
        Instant before = before(siteBegan);
        Instant twoMinutes = siteBegan.minus(SIGN_OF_LIFE);
        Instant limit = (before.isAfter(twoMinutes) ? before : twoMinutes).plus(REACH_MARGIN);
        return page.stream().anyMatch(at -> at.isBefore(limit));
    }

    /** Whether everybody active since the last whole scan was seen, and those who came too late for their place in it. */
    private boolean reachedWhole(List<Instant> page) {
        return siteBegan != null
                && page.stream()
                        .anyMatch(at -> at.isBefore(wholeBefore(siteBegan).minus(REACH_MARGIN)));
    }

    private void end(boolean reachedBack, boolean whole) {
        if (whole && servesOthers && siteBegan != null) {
            siteBeganWhole = siteBegan;
        }
        usualPages = Math.min(pages, requestsPerMinute);
        pages = 0;
        int minutes = minutesBetweenScans().orElse(MAX_MINUTES);
        nextAt = withinBudget(firstBegin(beganAt + 1 + (minutes - 1) * MINUTE.toMillis()));
        if (reachedBack) {
            siteBeganBefore = siteBegan;
            listener.scanned(MINUTE.multipliedBy(minutes));
        }
    }

    /** What was read counts; the next scan reaches back to the last complete one. */
    @Override
    void rest(Duration pause, int failedInARow) {
        pages = 0;
        nextAt = withinBudget(firstBegin(clock.millis() + pause.toMillis()));
    }

    private long withinBudget(long at) {
        return sent.size() < requestsPerMinute ? at : Math.max(at, sent.getFirst() + MINUTE.toMillis());
    }
}
