package io.github.cheevoherald.sets;

import static io.github.cheevoherald.sets.SetsBench.SERVER;
import static io.github.cheevoherald.sets.SetsBench.names;
import static io.github.cheevoherald.sets.SetsBench.ulid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.MigratedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A life of the watch over sets, in which anything may happen at any time, and a record of what it owes whom. */
final class SetsLife implements AutoCloseable {
    private static final int GAMES = 12;
    private static final int STEPS = 100;
    private static final long UNPLAYED = 5000;

    private final SplittableRandom random;
    private final FaultyDatabase store;
    private final SetsBench bench;
    private final @Nullable SetsTrouble trouble;
    private final ListedSets site;
    private final Set<String> owed = new HashSet<>();
    private final Set<Integer> additionsOwed = new HashSet<>();
    private final Set<Integer> additionsFromBefore = new HashSet<>();
    private final Map<Long, List<SetVersion.Member>> members = new HashMap<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Set<Integer> additionsOfTheFirstLook = new HashSet<>();
    private final Map<Integer, Instant> published = new HashMap<>();
    private @Nullable Instant firstLookAt;
    private @Nullable Instant benRegisteredAt;
    private @Nullable Instant benKnownAt;
    private int lastPoints;
    private int failuresInARow;

    private SetsLife(long seed, boolean isTroubled, Path folder) {
        random = new SplittableRandom(seed);
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        store = new FaultyDatabase("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
        bench = new SetsBench(clock, store.database());
        site = bench.site;
        trouble = isTroubled ? new SetsTrouble(~seed, bench, store) : null;
    }

    /** A life in which a request fails now and then, never three in a row. */
    static SetsLife quiet(long seed, Path folder) {
        return new SetsLife(seed, false, folder);
    }

    /** A life in which lists also go away for hours or are empty, the store fails, and rows are removed. */
    static SetsLife troubled(long seed, Path folder) {
        return new SetsLife(seed, true, folder);
    }

    @Override
    public void close() {
        store.close();
    }

    void run() {
        for (long game = 1; game <= GAMES; game++) {
            change(game);
            change(game);
        }
        site.completed.put(ulid("Ann"), LongStream.rangeClosed(1, GAMES).boxed().collect(Collectors.toSet()));
        bench.registerPlaying(SERVER, "Ann");
        additionsFromBefore.addAll(published.keySet());
        additionsOwed.clear();
        additionsOfTheFirstLook.clear();
        if (trouble == null) {
            turnOn();
        } else {
            turnOnInTrouble(trouble);
        }
        site.rowsOnAPage = 4 + random.nextInt(6);
        site.fails = name -> {
            boolean fails = random.nextInt(100) < 15 && failuresInARow < 2;
            failuresInARow = fails ? failuresInARow + 1 : 0;
            return fails || (trouble != null && trouble.isAway(name));
        };
        site.afterPage = () -> {
            if (random.nextInt(100) < 10) {
                happen();
            }
            if (trouble != null && random.nextInt(100) < 25) {
                someoneElses();
            }
        };
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        settle();
        check();
    }

    /** The first look of all takes what it finds for old. */
    private void turnOn() {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.turnOn(SERVER);
        bench.readInterests();
        bench.looks(3);
        firstLookAt = bench.clock.instant();
    }

    /** Until the first look is done, nobody can say what is older than it. */
    private void turnOnInTrouble(SetsTrouble some) {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.turnOn(SERVER);
        bench.readInterests();
        site.isEmpty = some::isEmpty;
    }

    private void step() {
        bench.clock.advance(Duration.ofSeconds(random.nextInt(1500)));
        if (random.nextInt(100) < 20) {
            happen();
        }
        if (random.nextInt(100) < 30 && !later.isEmpty()) {
            later.remove(0).run();
        }
        if (random.nextInt(100) < 5) {
            bench.restart();
        }
        if (trouble == null) {
            int unused = bench.watch.run();
        } else {
            stepInTrouble(trouble);
        }
    }

    private void stepInTrouble(SetsTrouble some) {
        some.mayBegin();
        if (benRegisteredAt == null && random.nextInt(100) < 3) {
            site.completed.put(ulid("Ben"), site.completed.get(ulid("Ann")));
            benRegisteredAt = bench.clock.instant();
            bench.register(SERVER, "Ben");
        }
        bench.readInterests();
        if (benRegisteredAt != null && benKnownAt == null && isKnown("Ben")) {
            benKnownAt = bench.clock.instant();
        }
        if (random.nextInt(100) < 20) {
            someoneElses();
        }
        some.look();
        if (firstLookAt == null && exists("set_looks WHERE list = 'FIRST_VERSIONS'")) {
            firstLookAt = bench.clock.instant();
        }
    }

    private boolean isKnown(String name) {
        return exists("interest_reads WHERE games_known = 1 AND player_id = " + bench.playerId(name));
    }

    private boolean exists(String rows) {
        return bench.database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM " + rows + ")")
                .mapTo(Boolean.class)
                .one());
    }

    /** Claims and versions of sets that nobody plays come, and go again. */
    private void someoneElses() {
        long game = UNPLAYED + random.nextInt(3);
        switch (random.nextInt(4)) {
            case 0 -> {
                Instant unused = site.claimed(game, true, "Dev");
            }
            case 1 -> {
                SetVersion unused = site.published(game, 1, null);
            }
            case 2 -> removeOne(site.claims, claim -> claim.gameId() >= UNPLAYED);
            default ->
                removeOne(site.versions, version -> version.games().get(0).gameId() >= UNPLAYED);
        }
    }

    private <T> void removeOne(List<T> rows, Predicate<T> isRemovable) {
        List<T> some = rows.stream().filter(isRemovable).toList();
        if (!some.isEmpty()) {
            rows.remove(some.get(random.nextInt(some.size())));
        }
    }

    private void happen() {
        long game = 1L + random.nextInt(GAMES);
        switch (random.nextInt(4)) {
            case 0 -> change(game);
            case 1 -> {
                claim(game);
                change(game);
            }
            case 2 -> {
                claim(game);
                later.add(() -> change(game));
            }
            default -> claim(game);
        }
    }

    /** Revisions of one game are not completed within the same minute. */
    private void claim(long game) {
        bench.clock.advance(CompletedWork.TOGETHER.plusSeconds(1));
        String[] developers = random.nextBoolean() ? new String[] {"Dev"} : new String[] {"Dev", "Eve", "Fay"};
        Instant finished = site.claimed(game, true, developers);
        owed.add(game + " " + finished.getEpochSecond());
    }

    /** Adds an achievement that is known by its points. */
    private void change(long game) {
        List<SetVersion.Member> all = members.computeIfAbsent(game, id -> new ArrayList<>());
        boolean isFirst = all.isEmpty();
        int points = ++lastPoints;
        all.add(new SetVersion.Member(1000 + points, points, true));
        SetVersion unused = site.published(
                game + 8000,
                null,
                List.of(new SetVersion.UsedIn(game, ListedSets.titleOf(game), "core")),
                all.size(),
                List.copyOf(all));
        published.put(points, bench.clock.instant());
        if (!isFirst) {
            (firstLookAt != null || trouble == null ? additionsOwed : additionsOfTheFirstLook).add(points);
        }
    }

    /** Goes on until nothing can be open any more. */
    private void settle() {
        later.forEach(Runnable::run);
        site.afterPage = () -> {};
        site.fails = name -> false;
        if (trouble != null) {
            trouble.end();
        }
        bench.looks(150);
    }

    private void check() {
        Instant firstLook = Objects.requireNonNullElse(firstLookAt, bench.clock.instant());
        List<SetNews> news = bench.news(SERVER);
        assertThat(news.stream()
                        .filter(one -> one.work() == SetNews.Work.REVISED)
                        .map(one -> one.gameId() + " " + one.date()))
                .containsExactlyInAnyOrderElementsOf(owed);
        List<Integer> added = new ArrayList<>();
        for (SetNews one : news) {
            boolean isOfTheFirstLook = one.work() == SetNews.Work.REVISED && one.date() <= firstLook.getEpochSecond();
            if (one.added() != null
                    && !(isOfTheFirstLook
                            && additionsFromBefore.contains(one.added().points()))) {
                assertThat(one.added().count()).isEqualTo(1);
                added.add(one.added().points());
            }
            checkWhoHears(one);
        }
        assertThat(added).doesNotHaveDuplicates().doesNotContainAnyElementsOf(additionsFromBefore);
        added.removeAll(additionsOfTheFirstLook);
        assertThat(added).containsExactlyInAnyOrderElementsOf(additionsOwed);
    }

    /** Ben hears of nothing from before he registered, and of everything once his games are known. */
    private void checkWhoHears(SetNews news) {
        if (news.work() == SetNews.Work.CHANGED) {
            assertThat(names(news.incomplete())).contains("Ann");
            if (names(news.incomplete()).contains("Ben")) {
                assertThat(published.get(Objects.requireNonNull(news.added()).points()))
                        .isAfterOrEqualTo(Objects.requireNonNull(benRegisteredAt));
            }
            return;
        }
        assertThat(names(news.playing())).contains("Ann");
        Instant finished = Instant.ofEpochSecond(news.date());
        if (names(news.playing()).contains("Ben")) {
            assertThat(finished).isAfterOrEqualTo(Objects.requireNonNull(benRegisteredAt));
        } else if (benKnownAt != null) {
            assertThat(finished).isBefore(benKnownAt);
        }
    }
}
