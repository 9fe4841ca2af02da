package io.github.cheevoherald.rota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
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

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Emulators show activity about this often. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(2);

    /** A place in the list may be a little older than the scan before. */
    private static final Duration REACH_MARGIN = Duration.ofSeconds(15);

    /** How many pages a scan is thought to have before there was one. */
    private static final int FIRST_GUESS = 30;

    /** A page a minute is worth it for every ten players; fewer players get fewer scans, down to one in ten minutes. */
    private static final int PLAYERS_PER_PAGE_AND_MINUTE = 10;

    private static final int MAX_MINUTES = 10;

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
    private final int requestsPerMinute;
    private final Clock clock;

    /** When the latest requests were sent, as many as a minute may have. */
    private final Deque<Long> sent = new ArrayDeque<>();

    private long beganAt;
    private int pages;
    private int usualPages;
    private @Nullable Instant newest;
    private @Nullable Instant newestBefore;
    private volatile long siteAhead;
    private volatile long nextAt;

    /**
     * Scans with the given budget.
     *
     * @param clock our own
     */
    public ActivityScan(ActivitySource source, Listener listener, int requestsPerMinute, Clock clock) {
        this.source = source;
        this.listener = listener;
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

    @Override
    boolean isTime() {
        return clock.millis() >= nextAt;
    }

    @Override
    boolean ask() {
        long now = clock.millis();
        if (pages == 0) {
            if (minutesBetweenScans().isEmpty()) {
                nextAt = firstBegin(now + 1);
                return false;
            }
            beganAt = now;
            newest = null;
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
            return OptionalInt.empty();
        }
        int minutes = (usualPages * PLAYERS_PER_PAGE_AND_MINUTE + wanted - 1) / wanted;
        return OptionalInt.of(Math.min(MAX_MINUTES, minutes));
    }

    private void read(ActivitySource.Page page) {
        answered();
        pages++;
        List<ActivitySource.Mark> dated =
                page.marks().stream().filter(mark -> mark.lastActiveAt() != null).toList();
        dated.stream().map(ActivityScan::activeAt).max(Comparator.naturalOrder()).ifPresent(this::newer);
        List<Sighting> sightings = new ArrayList<>();
        for (ActivitySource.Mark mark : dated) {
            sightings.add(new Sighting(mark.ulid(), mark.points(), ago(mark)));
        }
        if (!sightings.isEmpty()) {
            listener.sighted(sightings);
        }
        boolean last = page.marks().isEmpty() || pages * PAGE >= page.total();
        if (last || pages == requestsPerMinute || areAllOlder(sightings)) {
            end(last || reachedBack(sightings));
        } else {
            long at = beganAt + SPREAD.toMillis() * pages / Math.max(pages + 1, usualPages);
            nextAt = withinBudget(at);
        }
    }

    private static Instant activeAt(ActivitySource.Mark mark) {
        return Objects.requireNonNull(mark.lastActiveAt());
    }

    private void newer(Instant at) {
        newest = newest == null || at.isAfter(newest) ? at : newest;
    }

    private Duration ago(ActivitySource.Mark mark) {
        return Duration.between(activeAt(mark), Objects.requireNonNull(newest));
    }

    /** The time since the scan before, as the list shows it. */
    private Duration sinceBefore() {
        boolean first = newest == null || newestBefore == null || newestBefore.isAfter(newest);
        return first ? MINUTE : Duration.between(newestBefore, newest);
    }

    /**
     * Whether nobody on the page was active since the scan before began. A player's time may be newer than their place, so
     * single rows mean nothing; and whoever was active shortly before that scan may have had no place yet.
     */
    private boolean areAllOlder(List<Sighting> page) {
        Duration limit = sinceBefore().plus(SIGN_OF_LIFE);
        return page.stream().allMatch(player -> player.ago().compareTo(limit) > 0);
    }

    /** Whether everybody active since the scan before stands on this page or one before: its place is as old as any time. */
    private boolean reachedBack(List<Sighting> page) {
        Duration since = sinceBefore();
        Duration needed = (since.compareTo(SIGN_OF_LIFE) < 0 ? since : SIGN_OF_LIFE).minus(REACH_MARGIN);
        return page.stream().anyMatch(player -> player.ago().compareTo(needed) >= 0);
    }

    private void end(boolean reachedBack) {
        usualPages = pages;
        pages = 0;
        newestBefore = newest == null ? newestBefore : newest;
        int minutes = minutesBetweenScans().orElse(MAX_MINUTES);
        nextAt = withinBudget(firstBegin(beganAt + 1 + (minutes - 1) * MINUTE.toMillis()));
        if (reachedBack) {
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
