package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Whether an unlock is the first in its server, and how many members have the achievement. */
@OnBothStores
final class FirstHereTest {
    private static final long SERVER = 1;
    private static final long OTHER_SERVER = 2;
    private static final long ACHIEVEMENT = 100;

    @Parameter
    private StoreKind store;

    private PollBench bench;
    private long lastPlayer = 1;

    @BeforeEach
    void registerAna(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        for (long server : List.of(SERVER, OTHER_SERVER)) {
            bench.feed(server);
            bench.register(server);
        }
        bench.pollAfter(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Another player, not registered anywhere, who has the achievement. */
    private long holder(boolean hardcore) {
        long player = ++lastPlayer;
        bench.database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '', 0)",
                    player,
                    "ULID" + player,
                    "Player" + player);
            unlocked(player, hardcore, Duration.ofDays(1));
        });
        return player;
    }

    private void unlocked(long player, boolean hardcore, Duration ago) {
        bench.database.useTransaction(handle -> handle.execute(
                "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (?, ?, ?, ?, 0)",
                player,
                ACHIEVEMENT,
                bench.ago(ago).getEpochSecond(),
                hardcore ? 1 : 0));
    }

    private void registers(long player, long server) {
        bench.database.useTransaction(handle -> handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined) VALUES (?, ?, ?, ?, 1)",
                server,
                1000 + player,
                player,
                bench.clock.instant().getEpochSecond()));
    }

    private UnlockAnnouncement.Context anaUnlocks(boolean hardcore) {
        bench.clock.advance(Duration.ofSeconds(10));
        bench.site.unlock(ACHIEVEMENT, bench.clock.instant(), hardcore);
        bench.pollAfter(Duration.ofSeconds(10));
        return context(SERVER, ACHIEVEMENT);
    }

    private UnlockAnnouncement.Context context(long server, long achievement) {
        return bench.announced(server).stream()
                .flatMap(announcement -> announcement.unlocks().stream())
                .filter(unlock -> unlock.achievementId() == achievement)
                .map(UnlockAnnouncement.Unlock::context)
                .map(Objects::requireNonNull)
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private static UnlockAnnouncement.Context place(int place) {
        return new UnlockAnnouncement.Context(null, null, null, place == 1, place);
    }

    @Test
    void nobodyElseHasIt() {
        assertThat(anaUnlocks(true)).isEqualTo(place(1));
    }

    @Test
    void otherMembersHaveItWheneverTheyUnlockedItOrRegistered() {
        registers(holder(true), SERVER);
        registers(holder(true), SERVER);

        assertThat(anaUnlocks(true)).isEqualTo(place(3));
        assertThat(context(OTHER_SERVER, ACHIEVEMENT)).isEqualTo(place(1));
    }

    @Test
    void aPlayerOfAnotherServerDoesNotCount() {
        registers(holder(true), OTHER_SERVER);

        assertThat(anaUnlocks(true)).isEqualTo(place(1));
        assertThat(context(OTHER_SERVER, ACHIEVEMENT)).isEqualTo(place(2));
    }

    @Test
    void aMemberWhoLeftDoesNotCount() {
        registers(holder(true), SERVER);
        bench.database.useTransaction(
                handle -> handle.execute("UPDATE registrations SET resting_since_ms = 1 WHERE player_id = 2"));

        assertThat(anaUnlocks(true)).isEqualTo(place(1));
    }

    @Test
    void aHardcoreUnlockIsFirstWhereOthersHaveItInCasual() {
        registers(holder(false), SERVER);

        assertThat(anaUnlocks(true)).isEqualTo(place(1));
    }

    @Test
    void aCasualUnlockComesAfterThoseInEitherMode() {
        registers(holder(false), SERVER);
        registers(holder(true), SERVER);

        assertThat(anaUnlocks(false)).isEqualTo(place(3));
    }

    @Test
    void whoeverUnlockedItTwiceCountsOnce() {
        long player = holder(false);
        unlocked(player, true, Duration.ofHours(1));
        registers(player, SERVER);

        assertThat(anaUnlocks(true)).isEqualTo(place(2));
    }

    @Test
    void oneDatedLaterCountsIfItIsKnownEarlier() {
        registers(holder(true), SERVER);
        bench.clock.advance(Duration.ofHours(1));
        bench.site.unlock(ACHIEVEMENT, bench.ago(Duration.ofDays(5)), true);
        bench.sweepAfter(Duration.ofHours(13));

        assertThat(context(SERVER, ACHIEVEMENT)).isEqualTo(place(2));
    }

    @Test
    void theSitesPartOfTheContextIsKept() {
        bench.lookup = (player, unlocks) -> {
            assertThat(player.name()).isEqualTo("Ana");
            return Map.of(unlocks.get(0), new UnlockAnnouncement.Context(12, 48, 3.4, false, 0));
        };

        assertThat(anaUnlocks(true)).isEqualTo(new UnlockAnnouncement.Context(12, 48, 3.4, true, 1));
    }

    @Test
    void ofALongListTheFirstHundredAreLookedUp() {
        bench.clock.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 101; i++) {
            bench.site.unlock(ACHIEVEMENT + i, bench.ago(Duration.ofMillis(1_000L * (101 - i) / 20)), true);
        }
        bench.pollAfter(Duration.ofSeconds(10));

        List<UnlockAnnouncement.Unlock> unlocks = bench.announced(SERVER).stream()
                .flatMap(one -> one.unlocks().stream())
                .toList();
        assertThat(unlocks).hasSize(101);
        assertThat(unlocks.stream().filter(unlock -> place(1).equals(unlock.context())))
                .hasSize(100);
    }
}
