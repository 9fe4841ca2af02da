package io.github.cheevoherald.sets;

import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.FaultyDatabase.ProcessDied;
import io.github.cheevoherald.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jdbi.v3.core.JdbiException;

/** What goes wrong around the watch over sets: lists that are away for hours, or empty, and a store that fails. */
final class SetsTrouble {
    private static final List<Fault> FAULTS = List.of(
            Fault.FAILS, Fault.FAILS_FROM_HERE_ON, Fault.COMMITS_UNCONFIRMED, Fault.DIES_BEFORE, Fault.DIES_AFTER);

    private static final int STEPS_OF_A_LOOK = 40;

    private static final List<Kind> KINDS = List.of(
            new Kind("", Duration.ofHours(12)),
            new Kind("claims", Duration.ofHours(12)),
            new Kind("versions", Duration.ofHours(12)),
            // After some hours, what was added to one set is no longer asked for.
            new Kind("set ", Duration.ofMinutes(40)));

    /** Lists whose names begin alike, and the longest time that they are away. */
    private record Kind(String prefix, Duration longest) {}

    private final SplittableRandom random;
    private final SetsBench bench;
    private final FaultyDatabase store;
    private final Map<String, Instant> away = new HashMap<>();
    private final Map<String, Instant> empty = new HashMap<>();

    SetsTrouble(long seed, SetsBench bench, FaultyDatabase store) {
        this.random = new SplittableRandom(seed);
        this.bench = bench;
        this.store = store;
    }

    /** Has a list go away, or be empty, now and then. */
    void mayBegin() {
        if (random.nextInt(100) < 6) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            int minutes = 1 + random.nextInt((int) kind.longest().toMinutes());
            Instant end = bench.clock.instant().plus(Duration.ofMinutes(minutes));
            (random.nextBoolean() ? away : empty).put(kind.prefix(), end);
        }
    }

    boolean isAway(String list) {
        return is(away, list);
    }

    boolean isEmpty(String list) {
        return is(empty, list);
    }

    private boolean is(Map<String, Instant> until, String list) {
        return until.entrySet().stream()
                .anyMatch(one ->
                        list.startsWith(one.getKey()) && bench.clock.instant().isBefore(one.getValue()));
    }

    /** A look, during which the store fails or the process ends now and then. */
    void look() {
        if (random.nextInt(100) < 12) {
            store.plan(FAULTS.get(random.nextInt(FAULTS.size())), random.nextInt(STEPS_OF_A_LOOK));
        }
        try {
            int unused = bench.watch.run();
        } catch (ProcessDied | StoreException | JdbiException e) {
            if (!store.calm()) {
                throw e;
            }
        }
        boolean unusedFault = store.calm();
        if (store.isDead()) {
            boolean unusedPower = store.revive();
            bench.restart();
        }
    }

    void end() {
        away.clear();
        empty.clear();
    }
}
