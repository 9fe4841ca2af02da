package io.github.cheevoherald.sandbox.demo;

import io.github.cheevoherald.sandbox.demo.Step.Spot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides what happens next. It depends on the seed alone, so it keeps its own record of who has what. */
final class Script {
    private static final Comparator<Spot> ORDER =
            Comparator.comparingInt(Spot::game).thenComparingInt(Spot::achievement);
    private static final int LATE_MINUTES = 2 * 24 * 60;

    private final Random random;
    private final List<String> players;
    private final List<Integer> gameSizes;
    private final int events;
    private final int complaints;
    private final Map<String, Set<Spot>> owned = new TreeMap<>();
    private final Map<String, Set<Spot>> softcore = new TreeMap<>();
    private final Deque<Step> opening = new ArrayDeque<>();
    private int gameInVogue;

    Script(Story story, long seed) {
        random = new Random(seed);
        players = story.players();
        gameSizes =
                story.games().stream().map(game -> game.achievements().size()).toList();
        events = story.events().size();
        complaints = story.tickets().size();
        for (String player : players) {
            owned.put(player, new TreeSet<>(ORDER));
            softcore.put(player, new TreeSet<>(ORDER));
        }
    }

    /** The unlocks from before the demo: the first few achievements of some games for each player. */
    List<Step.Unlock> past() {
        List<Step.Unlock> past = new ArrayList<>();
        for (String player : players) {
            for (int game = 0; game < gameSizes.size(); game++) {
                int count = random.nextInt(4);
                for (int achievement = 0; achievement < count; achievement++) {
                    int minutesAgo = 300 + random.nextInt(13 * 24 * 60);
                    past.add(unlock(player, new Spot(game, achievement), random.nextInt(3) > 0, minutesAgo));
                }
            }
        }
        return past;
    }

    /** One step of each kind, so that all are seen soon. */
    void open() {
        opening.add(unlock(players.get(0), lacking(players.get(0)), true, 0));
        Spot first = lacking(players.get(1));
        opening.add(unlock(players.get(1), first, false, 0));
        opening.add(unlock(players.get(2), lacking(players.get(2)), true, 0));
        opening.add(upgrade(players.get(1), first));
        opening.add(unlock(players.get(3), lacking(players.get(3)), true, LATE_MINUTES));
        opening.add(twin(players.get(4), lacking(players.get(4))));
        opening.add(burst(players.get(5), 5));
    }

    /** The time until the next step at normal speed. */
    Duration wait(int stepsSoFar) {
        if (stepsSoFar == 0) {
            return Duration.ofMillis(200);
        }
        return stepsSoFar < 7
                ? Duration.ofMillis(1500 + random.nextInt(1500))
                : Duration.ofMillis(3000 + random.nextInt(9000));
    }

    Step next() {
        if (!opening.isEmpty()) {
            return opening.remove();
        }
        String player = players.get(random.nextInt(players.size()));
        Set<Spot> all = owned.getOrDefault(player, Set.of());
        int total = gameSizes.stream().mapToInt(Integer::intValue).sum();
        if (total - all.size() < 12) {
            return startOver(player);
        }
        Set<Spot> upgradable = softcore.getOrDefault(player, Set.of());
        int dice = random.nextInt(100);
        if (dice < 5) {
            return burst(player, 3 + random.nextInt(10));
        }
        if (dice < 10) {
            return unlock(player, lacking(player), true, 60 + random.nextInt(6 * 24 * 60));
        }
        if (dice < 18 && !upgradable.isEmpty()) {
            return upgrade(player, upgradable.iterator().next());
        }
        if (dice < 23) {
            return twin(player, lacking(player));
        }
        if (dice < 28) {
            return new Step.Complain(player, lacking(player), random.nextInt(complaints), random.nextBoolean());
        }
        return dice < 31 ? new Step.Resolve() : unlock(player, lacking(player), random.nextInt(4) > 0, 0);
    }

    private Step.Unlock unlock(String player, Spot spot, boolean hardcore, int lateMinutes) {
        of(owned, player).add(spot);
        if (!hardcore) {
            of(softcore, player).add(spot);
        }
        return new Step.Unlock(player, spot, hardcore, lateMinutes);
    }

    private Step upgrade(String player, Spot spot) {
        of(softcore, player).remove(spot);
        return new Step.Upgrade(player, spot);
    }

    private Step twin(String player, Spot spot) {
        of(owned, player).add(spot);
        return new Step.Twin(player, spot, random.nextInt(events));
    }

    private Step burst(String player, int wanted) {
        int game = lacking(player).game();
        int lacked = 0;
        for (int achievement = 0; achievement < gameSizes.get(game) && lacked < wanted; achievement++) {
            if (of(owned, player).add(new Spot(game, achievement))) {
                lacked++;
            }
        }
        return new Step.Burst(player, game, lacked);
    }

    private Step startOver(String player) {
        int game = random.nextInt(gameSizes.size());
        of(owned, player).removeIf(spot -> spot.game() == game);
        of(softcore, player).removeIf(spot -> spot.game() == game);
        return new Step.StartOver(player, game);
    }

    /** The first achievement that the player lacks in the popular game, which changes now and then. */
    private Spot lacking(String player) {
        if (random.nextInt(4) == 0) {
            gameInVogue = random.nextInt(gameSizes.size());
        }
        for (int turn = 0; turn < gameSizes.size(); turn++) {
            int game = (gameInVogue + turn) % gameSizes.size();
            for (int achievement = 0; achievement < gameSizes.get(game); achievement++) {
                Spot spot = new Spot(game, achievement);
                if (!of(owned, player).contains(spot)) {
                    return spot;
                }
            }
        }
        throw new IllegalStateException(player + " has everything.");
    }

    private static Set<Spot> of(Map<String, Set<Spot>> spots, String player) {
        return spots.computeIfAbsent(player, key -> new TreeSet<>(ORDER));
    }
}
