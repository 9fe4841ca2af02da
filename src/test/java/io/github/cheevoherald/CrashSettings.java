package io.github.cheevoherald;

import io.github.cheevoherald.store.StoreKind;
import java.time.Duration;

/**
 * The size of a run, from system properties.
 *
 * @param allKinds whether some servers have chosen events, sets and leaderboards, too
 * @param serverRestarts how often PostgreSQL's server is restarted during the run
 * @param pairs the minimum number of unlocks times feeds
 * @param nonceMemory how long Discord remembers a nonce
 * @param downTime the minimum time the bot stays down after each kill
 */
record CrashSettings(
        StoreKind store,
        boolean allKinds,
        int serverRestarts,
        long seed,
        int kills,
        int pairs,
        int servers,
        int players,
        Duration nonceMemory,
        Duration downTime) {
    private static final Duration DISCORDS_OWN = Duration.ofMinutes(5);

    /** Enough servers that few unlocks share a channel: otherwise lists are held up, and no kill can be aimed. */
    static CrashSettings fromProperties() {
        int kills = number("crash.kills", 8);
        boolean isLong = kills > 50;
        return new CrashSettings(
                StoreKind.chosen(),
                true,
                2,
                newSeed(),
                kills,
                number("crash.unlocks", 160),
                isLong ? 12 : 6,
                isLong ? 24 : 9,
                DISCORDS_OWN,
                Duration.ZERO);
    }

    /** Each restart takes longer than nonces are remembered. */
    static CrashSettings forgettingNonces() {
        int kills = Math.max(3, number("crash.kills", 8) / 10);
        Duration memory = Duration.ofSeconds(5);
        return new CrashSettings(
                StoreKind.chosen(), false, 0, newSeed(), kills, kills * 12, 5, 6, memory, memory.plusMillis(500));
    }

    /** Each start after a kill waits for the lease to end. */
    static CrashSettings shortOnPostgres() {
        return new CrashSettings(StoreKind.POSTGRESQL, false, 1, newSeed(), 2, 40, 4, 6, DISCORDS_OWN, Duration.ZERO);
    }

    static int number(String property, int otherwise) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? otherwise : Integer.parseInt(value);
    }

    static long newSeed() {
        String given = System.getProperty("crash.seed", "");
        return given.isBlank() ? System.nanoTime() % 1_000_000_000L : Long.parseLong(given);
    }
}
