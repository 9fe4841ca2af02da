package io.github.cheevoherald.awards;

import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentGameAward;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteAward;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The site's awards in memory, as both APIs list them, with failures on demand. */
final class AwardSite {
    /** So small that most looks take several pages. */
    static final int PAGE = 4;

    boolean secondWorks = true;
    boolean listsWork = true;
    boolean firstWorks = true;
    final List<String> asked = new ArrayList<>();

    /** Run once, when a further page of a list is asked for. */
    @Nullable Runnable betweenPages;

    private final List<SiteAward> rows = new ArrayList<>();

    /** Rows that have a number, but can't be seen yet. */
    private final List<SiteAward> unseen = new ArrayList<>();

    private int killIn = -1;
    private int failIn = -1;
    private long lastId = 1_000;

    /** Ends the process in the middle of its work. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Ends the process after so many more questions. */
    void killAfter(int questions) {
        killIn = questions;
    }

    /** Gives no answer to one question, after so many more. */
    void failAfter(int questions) {
        failIn = questions;
    }

    /** Takes a player's latest rows away. */
    void removeLatestOf(String ulid, int count) {
        List<SiteAward> theirs =
                rows.stream().filter(row -> row.ulid().equals(ulid)).toList();
        rows.removeAll(theirs.subList(Math.max(0, theirs.size() - count), theirs.size()));
    }

    void add(String ulid, AwardKind kind, long game, Instant date) {
        boolean event = kind == AwardKind.EVENT;
        rows.add(new SiteAward(
                ++lastId,
                ulid,
                ulid,
                kind,
                date,
                "Game " + game,
                null,
                event ? null : (Long) game,
                event ? (Long) game : null,
                event ? 0 : null,
                null));
    }

    /** Has the latest row appear only later, after rows with higher numbers. */
    void holdBackLatest() {
        unseen.add(rows.remove(rows.size() - 1));
    }

    void showAll() {
        rows.addAll(unseen);
        rows.sort(Comparator.comparing(SiteAward::id));
        unseen.clear();
    }

    /** Numbers all rows anew, from 1. */
    void restartNumbers() {
        lastId = 0;
        rows.replaceAll(row -> with(row, ++lastId, row.awardedAt(), row.tier()));
    }

    /** Whether there is such an award of an event, which is now of the next tier. */
    boolean reachNextTier(String ulid, long event, Instant date) {
        boolean[] found = {false};
        rows.replaceAll(row -> {
            if (!row.ulid().equals(ulid) || !Long.valueOf(event).equals(row.eventId())) {
                return row;
            }
            found[0] = true;
            return with(row, row.id(), date, Objects.requireNonNull(row.tier()) + 1);
        });
        return found[0];
    }

    private static SiteAward with(SiteAward row, long id, Instant date, @Nullable Integer tier) {
        return new SiteAward(
                id,
                row.ulid(),
                row.displayName(),
                row.kind(),
                date,
                row.title(),
                null,
                row.gameId(),
                row.eventId(),
                tier,
                row.game());
    }

    /** Moves the dates of a player's awards of a kind, as a higher tier does with an event's. */
    void redate(String ulid, AwardKind kind, Instant date) {
        rows.replaceAll(
                row -> row.ulid().equals(ulid) && row.kind() == kind ? with(row, row.id(), date, row.tier()) : row);
    }

    void remove(String ulid, AwardKind kind, long game) {
        Predicate<SiteAward> isIt = row -> row.ulid().equals(ulid)
                && row.kind() == kind
                && Long.valueOf(game).equals(row.gameId());
        rows.removeIf(isIt);
        unseen.removeIf(isIt);
    }

    boolean shows(String ulid, AwardKey key) {
        return rows.stream()
                .filter(row -> row.ulid().equals(ulid))
                .anyMatch(row -> FoundAward.of(row).orElseThrow().key().equals(key));
    }

    /** The date of an award that the site shows; null if it doesn't. */
    @Nullable Instant date(String ulid, AwardKind kind, long game) {
        return rows.stream()
                .filter(row -> row.ulid().equals(ulid)
                        && row.kind() == kind
                        && Long.valueOf(game).equals(row.gameId()))
                .map(SiteAward::awardedAt)
                .findFirst()
                .orElse(null);
    }

    SecondApi second() {
        return (SecondApi) port(SecondApi.class, (proxy, method, arguments) -> {
            if (!isAnswered(method.getName())) {
                return down();
            }
            return switch (method.getName()) {
                case "latestAwards" ->
                    secondWorks ? page((int) arguments[0], rows, Comparator.comparing(SiteAward::id)) : down();
                case "latestEventAwards" ->
                    secondWorks
                            ? page(
                                    (int) arguments[0],
                                    rows.stream()
                                            .filter(row -> row.kind() == AwardKind.EVENT)
                                            .toList(),
                                    Comparator.comparing(SiteAward::awardedAt))
                            : down();
                case "awards" ->
                    secondWorks && listsWork
                            ? new Outcome.Found<>(rows.stream()
                                    .filter(row -> row.ulid().equals(arguments[0]))
                                    .toList())
                            : down();
                default -> down();
            };
        });
    }

    RetroAchievements first() {
        return (RetroAchievements) port(RetroAchievements.class, (proxy, method, arguments) -> {
            if (!isAnswered(method.getName())) {
                return down();
            }
            List<RecentGameAward> all = rows.stream()
                    .filter(row -> row.kind() != AwardKind.EVENT)
                    .sorted(Comparator.comparing(SiteAward::awardedAt).reversed())
                    .skip((int) arguments[1])
                    .limit((int) arguments[0])
                    .map(row -> new RecentGameAward(
                            row.displayName(),
                            row.ulid(),
                            row.kind(),
                            row.awardedAt(),
                            Objects.requireNonNull(row.gameId()),
                            row.title(),
                            ""))
                    .toList();
            return firstWorks ? new Outcome.Found<>(all) : down();
        });
    }

    private static Object port(Class<?> port, InvocationHandler handler) {
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler);
    }

    private static Outcome<Object> down() {
        return new Outcome.Unavailable<>("down");
    }

    private boolean isAnswered(String name) {
        asked.add(name);
        if (killIn == 0) {
            killIn = -1;
            throw new Killed();
        }
        killIn = Math.max(-1, killIn - 1);
        boolean fails = failIn == 0;
        failIn = Math.max(-1, failIn - 1);
        return !fails;
    }

    private Outcome<ApiPage<SiteAward>> page(int number, List<SiteAward> list, Comparator<SiteAward> order) {
        Runnable between = betweenPages;
        if (number > 1 && between != null) {
            betweenPages = null;
            between.run();
        }
        List<SiteAward> sorted = list.stream().sorted(order.reversed()).toList();
        List<SiteAward> page =
                sorted.stream().skip((number - 1L) * PAGE).limit(PAGE).toList();
        return new Outcome.Found<>(new ApiPage<>(page, sorted.size() > number * PAGE));
    }
}
