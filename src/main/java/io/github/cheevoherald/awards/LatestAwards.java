package io.github.cheevoherald.awards;

import io.github.cheevoherald.awards.AwardLinks.DatedRow;
import io.github.cheevoherald.awards.AwardMarks.Kind;
import io.github.cheevoherald.awards.AwardMarks.Mark;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentGameAward;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteAward;
import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lists of everybody's latest awards, each down to where it was read before. The second API's is in the order
 * of insertion, so late awards are among the first; the first API's is in the order of dates.
 */
final class LatestAwards {
    private static final Logger LOG = LoggerFactory.getLogger(LatestAwards.class);

    /** Some 30,000 awards. After a longer time without a look the lists of each player have to do. */
    static final int MAX_PAGES = 300;

    /** The first API counts all awards ever for each page. */
    private static final int MAX_DATED_PAGES = 100;

    private static final int ROWS = 100;

    private final Database database;
    private final SecondApi second;
    private final RetroAchievements first;
    private final AwardIntake intake;
    private final Duration lateHorizon;
    private final AwardMarks marks = new AwardMarks();
    private final AwardLinks links = new AwardLinks();

    LatestAwards(
            Database database, SecondApi second, RetroAchievements first, AwardIntake intake, Duration lateHorizon) {
        this.database = database;
        this.second = second;
        this.first = first;
        this.intake = intake;
        this.lateHorizon = lateHorizon;
    }

    /** The rows of a list down to the mark, and whether all of them could be read. */
    private record Rows(List<FoundAward> all, boolean complete, boolean cutOff) {}

    /** A look at everybody's latest awards, by the second API or else by the first. */
    void look(Instant siteNow) {
        Mark byDate = begun(Kind.BY_DATE, siteNow);
        if (byId(siteNow, byDate) || byDate(siteNow, byDate)) {
            database.useTransaction(handle -> {
                marks.set(handle, Kind.BY_DATE, new Mark(0, 0, siteNow));
                links.forgetEnded(handle);
            });
        }
    }

    /** The mark of a list that goes by dates; the first look at it goes back to the first link. */
    private Mark begun(Kind list, Instant siteNow) {
        return database.inTransaction(handle -> marks.of(handle, list).orElseGet(() -> {
            Instant since =
                    links.firstBeginning(handle).filter(siteNow::isAfter).orElse(siteNow);
            Mark begun = new Mark(0, 0, since);
            marks.set(handle, list, begun);
            return begun;
        }));
    }

    private boolean byId(Instant siteNow, Mark byDate) {
        Mark stored = database.read(handle -> marks.of(handle, Kind.BY_ID)).orElse(new Mark(0, 0, byDate.lookedAt()));
        Rows read = read(page -> second.latestAwards(page).map(LatestAwards::found), end(stored), MAX_PAGES);
        if (read.all().isEmpty()) {
            // Everybody's awards are never none, so that isn't an answer either.
            return false;
        }
        long newest = read.all().stream().mapToLong(FoundAward::row).max().orElseThrow();
        // Numbers that go back have restarted.
        boolean restarted = newest < stored.before();
        Mark mark = restarted ? new Mark(0, 0, stored.lookedAt()) : stored;
        AwardLook look =
                AwardLook.since(mark.lookedAt(), siteNow, lateHorizon, false).seenUpTo(byDate.lookedAt());
        intake.takeLatest(
                read.all().stream().filter(award -> award.row() > mark.before()).toList(), look);
        if (read.complete()) {
            List<DatedRow> order = read.all().stream()
                    .filter(LatestAwards::isDatedOnInsertion)
                    .map(DatedRow::of)
                    .toList();
            // The next look goes back to where this one began: rows don't become visible quite in their order, and they
            // move while several pages are read.
            Mark next = new Mark(newest, mark.newest() == 0 ? aPageBefore(read.all(), newest) : mark.newest(), siteNow);
            database.useTransaction(handle -> {
                if (restarted) {
                    links.forgetOrder(handle);
                }
                links.learnOrder(handle, order);
                marks.set(handle, Kind.BY_ID, next);
                if (read.cutOff()) {
                    links.readAgain(handle);
                }
            });
        }
        return read.complete();
    }

    private static long aPageBefore(List<FoundAward> rows, long newest) {
        return rows.stream()
                .map(FoundAward::row)
                .sorted(Comparator.reverseOrder())
                .limit(ROWS)
                .reduce(newest, Math::min);
    }

    /**
     * The last page of a look. A first one ends where the first link began: the second API may have been away since
     * then for longer than a page holds, even if it gave somebody's list meanwhile. Where numbers restarted, a look ends
     * some time before the one before began.
     */
    private Predicate<List<FoundAward>> end(Mark mark) {
        boolean isFirst = mark.newest() == 0;
        Instant begun = isFirst
                ? database.read(links::firstBeginning).orElse(Instant.MAX)
                : mark.lookedAt().minus(AwardLook.OVERLAP);
        Predicate<List<FoundAward>> older = page -> {
            List<FoundAward> dated =
                    page.stream().filter(LatestAwards::isDatedOnInsertion).toList();
            return !dated.isEmpty()
                    && dated.stream().noneMatch(award -> award.date().isAfter(begun));
        };
        if (isFirst) {
            return older;
        }
        return page -> page.stream().allMatch(award -> award.row() < mark.before())
                ? older.test(page)
                : page.stream().anyMatch(award -> award.row() <= mark.before());
    }

    /** An event's row takes the date of each higher tier, so its date says nothing about when it was inserted. */
    private static boolean isDatedOnInsertion(FoundAward award) {
        return !award.key().isOfEvent();
    }

    private static Predicate<List<FoundAward>> anyOf(Predicate<FoundAward> isBehind) {
        return page -> page.stream().anyMatch(isBehind);
    }

    private boolean byDate(Instant siteNow, Mark mark) {
        AwardLook look = AwardLook.since(mark.lookedAt(), siteNow, lateHorizon, false);
        Rows read = read(
                page -> first.recentGameAwards(ROWS, (page - 1) * ROWS).map(LatestAwards::dated),
                anyOf(award -> award.date().isBefore(look.lateBefore())),
                MAX_DATED_PAGES);
        intake.takeLatest(read.all(), look);
        return read.complete();
    }

    /** A look at the latest awards of events, whose rows change when a player reaches a higher tier. */
    void lookAtEvents(Instant siteNow) {
        Mark mark = begun(Kind.EVENTS, siteNow);
        AwardLook look = AwardLook.since(mark.lookedAt(), siteNow, lateHorizon, false);
        Rows read = read(
                page -> second.latestEventAwards(page).map(LatestAwards::found),
                anyOf(award -> award.date().isBefore(look.lateBefore())),
                MAX_PAGES);
        intake.takeLatest(read.all(), look);
        if (read.complete()) {
            database.useTransaction(handle -> marks.set(handle, Kind.EVENTS, new Mark(0, 0, siteNow)));
        }
    }

    /** A look at the list of all of one player's awards, from now on. */
    AwardLook atOnePlayer(Instant siteNow) {
        return database.read(handle -> {
            Instant byId = marks.of(handle, Kind.BY_ID).map(Mark::lookedAt).orElse(siteNow);
            Instant byDate = marks.of(handle, Kind.BY_DATE).map(Mark::lookedAt).orElse(siteNow);
            return AwardLook.since(byId, siteNow, lateHorizon, true).seenUpTo(byDate);
        });
    }

    /** Forgets where the lists were read, since nobody's awards are wanted. */
    void forget() {
        database.useTransaction(marks::forget);
    }

    /** A row as it was inserted; its game's figures may change from one page to the next. */
    private record Row(String ulid, AwardKey key, @Nullable Long id, Instant date) {
        static Row of(FoundAward award) {
            return new Row(award.ulid(), award.key(), award.id(), award.date());
        }
    }

    /**
     * Reads pages until the last one that is needed, and those before it once more, backwards: what is added meanwhile
     * moves rows to a later page, and what is removed moves them to an earlier one.
     */
    private static Rows read(
            IntFunction<Outcome<ApiPage<FoundAward>>> pages, Predicate<List<FoundAward>> isLast, int maxPages) {
        Map<Row, FoundAward> all = new LinkedHashMap<>();
        boolean isRead = false;
        int number = 0;
        while (!isRead && number < maxPages) {
            ApiPage<FoundAward> page = pages.apply(++number).found().orElse(null);
            if (page == null) {
                return new Rows(List.copyOf(all.values()), false, false);
            }
            page.rows().forEach(award -> all.putIfAbsent(Row.of(award), award));
            isRead = !page.hasMore() || isLast.test(page.rows());
        }
        if (!isRead) {
            LOG.warn(
                    "More awards than {} pages hold since the last look; the rest is looked up player by player",
                    maxPages);
        }
        while (--number > 0) {
            ApiPage<FoundAward> page = pages.apply(number).found().orElse(null);
            if (page == null) {
                return new Rows(List.copyOf(all.values()), false, false);
            }
            page.rows().forEach(award -> all.putIfAbsent(Row.of(award), award));
        }
        return new Rows(List.copyOf(all.values()), true, !isRead);
    }

    private static ApiPage<FoundAward> found(ApiPage<SiteAward> page) {
        return new ApiPage<>(
                page.rows().stream()
                        .flatMap(award -> FoundAward.of(award).stream())
                        .toList(),
                page.hasMore());
    }

    /** A page may be short, since awards of deleted players are left out of it. */
    private static ApiPage<FoundAward> dated(List<RecentGameAward> rows) {
        return new ApiPage<>(rows.stream().map(FoundAward::of).toList(), !rows.isEmpty());
    }
}
