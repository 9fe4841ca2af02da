package io.github.cheevoherald.sets;

import static io.github.cheevoherald.sets.SetsBench.SERVER;
import static io.github.cheevoherald.sets.SetsBench.ulid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A life of the watch over sets, in which anything may happen at any time, and a record of what it owes whom. */
final class SetsLife implements AutoCloseable {
    private static final int GAMES = 12;
    private static final int STEPS = 100;

    private final SplittableRandom random;
    private final SetsBench bench;
    private final ListedSets site;
    private final Set<String> owed = new HashSet<>();
    private final Set<Integer> additionsOwed = new HashSet<>();
    private final Set<Integer> additionsFromBefore = new HashSet<>();
    private final Map<Long, List<SetVersion.Member>> members = new HashMap<>();
    private final List<Runnable> later = new ArrayList<>();
    private boolean isOn;
    private int lastPoints;
    private int failuresInARow;

    SetsLife(long seed, Path folder) {
        random = new SplittableRandom(seed);
        bench = new SetsBench(StoreKind.SQLITE, folder);
        site = bench.site;
    }

    @Override
    public void close() {
        bench.close();
    }

    void run() {
        for (long game = 1; game <= GAMES; game++) {
            change(game);
            change(game);
        }
        site.completed.put(ulid("Ann"), LongStream.rangeClosed(1, GAMES).boxed().collect(Collectors.toSet()));
        bench.registerPlaying(SERVER, "Ann");
        additionsFromBefore.addAll(additionsOwed);
        additionsOwed.clear();
        turnOn();
        site.rowsOnAPage = 4 + random.nextInt(6);
        site.fails = name -> {
            boolean fails = random.nextInt(100) < 15 && failuresInARow < 2;
            failuresInARow = fails ? failuresInARow + 1 : 0;
            return fails;
        };
        site.afterPage = () -> {
            if (random.nextInt(100) < 10) {
                happen();
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
        isOn = true;
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
        int unused = bench.watch.run();
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
        if (!isFirst) {
            additionsOwed.add(points);
        }
    }

    /** Goes on until nothing can be open any more. */
    private void settle() {
        later.forEach(Runnable::run);
        site.afterPage = () -> {};
        site.fails = name -> false;
        bench.looks(150);
    }

    private void check() {
        assertThat(isOn).isTrue();
        List<SetNews> news = bench.news(SERVER);
        assertThat(news.stream()
                        .filter(one -> one.work() == SetNews.Work.REVISED)
                        .map(one -> one.gameId() + " " + one.date()))
                .containsExactlyInAnyOrderElementsOf(owed);
        List<Integer> added = new ArrayList<>();
        for (SetNews one : news) {
            if (one.added() != null) {
                assertThat(one.added().count()).isEqualTo(1);
                added.add(one.added().points());
            }
        }
        assertThat(added)
                .containsExactlyInAnyOrderElementsOf(additionsOwed)
                .doesNotContainAnyElementsOf(additionsFromBefore);
    }
}
