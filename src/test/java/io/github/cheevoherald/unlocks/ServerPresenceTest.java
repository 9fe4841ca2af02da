package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnTheChosenStore
final class ServerPresenceTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final long SERVER = 1;
    private static final long NEVER_IN = 2;
    private static final String LABEL = "\"Home\" (1)";

    private PollBench bench;
    private ServerPresence presence;

    @BeforeEach
    void registerAPlayer(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        presence =
                new ServerPresence(bench.database, bench.guilds, bench.players, bench.outbox, bench.clock, bench.clock);
        presence.presentIn(Set.of(SERVER));
        bench.feed(SERVER);
        bench.register(SERVER);
        bench.pollAfter(INTERVAL);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void joiningAndLeavingAServerIsOneLineInTheLogEach() {
        try (Lines lines = new Lines()) {
            presence.joined(2, "\"New\" (2)");
            presence.left(2, "\"New\" (2)");
            bench.clock.advance(Duration.ofSeconds(1));
            presence.joined(2, "\"New\" (2)");

            assertThat(lines.holding("New"))
                    .containsExactly(
                            "INFO Joined server \"New\" (2)",
                            "INFO Left server \"New\" (2); its settings are kept for 30 days",
                            "INFO Back in server \"New\" (2); its registrations start afresh");
        }
    }

    @Test
    void feedsBeginAnewWhenTheBotIsBack() {
        Instant before = bench.guilds.feed(SERVER, "unlocks").orElseThrow().begunAt();
        presence.left(SERVER, LABEL);
        bench.clock.advance(Duration.ofHours(1));

        presence.joined(SERVER, LABEL);

        assertThat(bench.guilds.feed(SERVER, "unlocks").orElseThrow().begunAt())
                .isAfter(before)
                .isEqualTo(bench.clock.instant());
    }

    @Test
    void aServerLeftWhileTheBotWasAwayIsNoticedWhenItComesUp() {
        presence.presentIn(Set.of());

        assertThat(bench.pollAfter(INTERVAL)).isFalse();
    }

    @Test
    void registrationsOfServersTheBotNeverJoinedAreKeptLikeThoseOfServersItLeft() {
        // Earlier versions registered members even where the application was added without its bot.
        presence.left(SERVER, LABEL);
        bench.register(NEVER_IN);
        bench.feed(NEVER_IN);
        assertThat(bench.pollAfter(INTERVAL)).isTrue();

        presence.presentIn(Set.of());
        assertThat(bench.pollAfter(INTERVAL)).isFalse();

        bench.clock.advance(Duration.ofDays(29));
        presence.forgetLongGone();
        presence.presentIn(Set.of(NEVER_IN));
        assertThat(bench.pollAfter(INTERVAL)).isTrue();

        presence.presentIn(Set.of());
        bench.clock.advance(Duration.ofDays(31));
        presence.forgetLongGone();
        assertThat(bench.players.inGuild(NEVER_IN)).isEmpty();
    }

    @Test
    void unlocksBeforeTheBotWasInvitedAreNotAnnounced() {
        presence.left(SERVER, LABEL);
        bench.register(NEVER_IN);
        presence.presentIn(Set.of());
        bench.feed(NEVER_IN);
        bench.clock.advance(Duration.ofHours(1));
        bench.site.unlock(5, bench.ago(Duration.ofMinutes(10)), true);

        presence.joined(NEVER_IN, LABEL);
        bench.pollAfter(INTERVAL);
        bench.site.unlock(6, bench.ago(Duration.ZERO), true);
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(NEVER_IN)).containsExactly(6L);
    }

    @Test
    void aPlayerNobodyWatchesAnyMoreIsNotLookedUpDaily() {
        Instant aYearOn = bench.clock.instant().plus(Duration.ofDays(365));
        assertThat(bench.players.staleProfile(aYearOn)).isPresent();

        presence.left(SERVER, LABEL);
        assertThat(bench.players.staleProfile(aYearOn)).isEmpty();

        presence.joined(SERVER, LABEL);
        assertThat(bench.players.staleProfile(aYearOn)).isPresent();
    }

    @Test
    void aServerIsRememberedForThirtyDays() {
        presence.left(SERVER, LABEL);
        bench.clock.advance(Duration.ofDays(29));
        presence.forgetLongGone();
        presence.joined(SERVER, LABEL);

        assertThat(bench.players.inGuild(SERVER)).hasSize(1);
        assertThat(bench.guilds.feed(SERVER, "unlocks")).isPresent();
        assertThat(bench.pollAfter(INTERVAL)).isTrue();
    }

    @Test
    void aServerThatStaysAwayForThirtyDaysIsForgotten() {
        presence.left(SERVER, LABEL);
        bench.clock.advance(Duration.ofDays(31));
        presence.forgetLongGone();
        presence.joined(SERVER, LABEL);

        assertThat(bench.players.inGuild(SERVER)).isEmpty();
        assertThat(bench.guilds.feed(SERVER, "unlocks")).isEmpty();
        assertThat(bench.pollAfter(INTERVAL)).isFalse();
    }

    @Test
    void aRemainingServersAnnouncementsSurviveARestart() {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.site.unlock(5, bench.ago(Duration.ZERO), true);
        presence.presentIn(Set.of(SERVER));
        bench.pollAfter(INTERVAL);

        assertThat(bench.announcedIds(SERVER)).containsExactly(5L);
    }
}
