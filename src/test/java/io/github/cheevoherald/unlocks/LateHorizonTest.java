package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Unlocks the site showed at the registration are never announced, whatever the late horizon is later. */
@OnTheChosenStore
final class LateHorizonTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGER = Duration.ofDays(60);
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;

    private PollBench bench;
    private Instant registered;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        bench.feed(SERVER);
        bench.feed(OTHER_SERVER);
        bench.register(SERVER);
        registered = bench.clock.instant();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Instant before(Duration duration) {
        return registered.minus(duration);
    }

    private void sweep() {
        bench.sweepAfter(Duration.ofHours(13));
    }

    @Test
    void aRaisedHorizonAnnouncesNothingFromBeforeTheRegistration() {
        bench.site.unlock(1, before(Duration.ofDays(40)), true);
        bench.site.unlock(2, before(Duration.ofDays(15).plusHours(1)), true);
        bench.pollAfter(INTERVAL);

        bench.restartWithLateHorizon(LONGER);
        sweep();
        sweep();

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }

    @Test
    void unlocksFirstShownAfterTheRaisedHorizonsSweepAreAnnounced() {
        bench.pollAfter(INTERVAL);
        bench.restartWithLateHorizon(LONGER);
        sweep();

        bench.site.unlock(1, before(Duration.ofDays(40)), true);
        sweep();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        assertThat(bench.announced(SERVER).get(0).unlocks().get(0).late()).isTrue();
    }

    @Test
    void unlocksMissingFromTheBaselineAreAnnouncedEvenBeyondTheOldHorizon() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofDays(10));
        bench.site.unlock(1, before(Duration.ofDays(10)), true);
        sweep();
        assertThat(bench.announcedIds(SERVER)).isEmpty();

        bench.restartWithLateHorizon(LONGER);
        sweep();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void eachServersBaselineHasItsOwnReach() {
        bench.pollAfter(INTERVAL);
        bench.clock.advance(Duration.ofDays(9));
        bench.site.unlock(1, before(Duration.ofDays(10)), true);
        bench.clock.advance(Duration.ofDays(1));
        bench.register(OTHER_SERVER);
        bench.pollAfter(INTERVAL);

        bench.restartWithLateHorizon(LONGER);
        sweep();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
        assertThat(bench.announcedIds(OTHER_SERVER)).isEmpty();
    }

    @Test
    void aRegistrationFromAnEarlierVersionHasABaselineOfFifteenDays() {
        bench.site.unlock(1, before(Duration.ofDays(40)), true);
        bench.pollAfter(INTERVAL);
        bench.database.useTransaction(handle -> handle.execute("UPDATE registrations SET reach = NULL"));

        bench.restartWithLateHorizon(LONGER);
        bench.site.unlock(2, before(Duration.ofDays(14).plusHours(20)), true);
        sweep();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aBaselineReachesBackOverALongHorizon() {
        bench.restartWithLateHorizon(LONGER);
        bench.site.unlock(1, before(Duration.ofDays(50)), true);
        bench.pollAfter(INTERVAL);

        bench.site.unlock(2, before(Duration.ofDays(50)), true);
        sweep();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aServerThatComesBackHasANewBaseline() {
        bench.restartWithLateHorizon(LONGER);
        bench.pollAfter(INTERVAL);
        bench.guilds.left(SERVER, bench.clock.instant());
        bench.restartWithLateHorizon(Duration.ofDays(14));
        bench.site.unlock(1, before(Duration.ofDays(30)), true);
        bench.database.useTransaction(handle -> {
            assertThat(bench.guilds.joined(handle, SERVER)).isTrue();
            bench.players.startAnew(handle, SERVER, bench.clock.instant());
        });
        bench.pollAfter(INTERVAL);

        bench.restartWithLateHorizon(LONGER);
        sweep();

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }
}
