package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.store.StoreMove;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;

/** Everything is announced exactly once, although the bot goes on with another store. */
@OnBothStores
@Timeout(120)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
final class StoreMoveEndToEndTest {
    @Parameter
    StoreKind store;

    @TempDir
    Path folder;

    private DatabaseAddress first() {
        return store.address(folder.resolve("herald.db"));
    }

    private DatabaseAddress second() {
        StoreKind other = store == StoreKind.SQLITE ? StoreKind.POSTGRESQL : StoreKind.SQLITE;
        return other.address(folder.resolve("other.db"));
    }

    private Herald started() {
        Herald herald = new Herald(folder);
        herald.useStore(first());
        herald.start();
        herald.site.world().addPlayer("Ana");
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
        return herald;
    }

    private void moved(Herald herald) {
        herald.stop();
        StoreMove.run(first(), second(), herald.clock);
        herald.useStore(second());
    }

    private static void unlock(Herald herald, String title) {
        Achievement achievement = herald.achievement(title);
        herald.site.world().unlock("Ana", achievement.id(), true);
    }

    private static DiscordFault holding(Herald herald, boolean isPosted) {
        var next = herald.discord
                .faults()
                .at(RestFilter.sendsTo(herald.server.feed))
                .times(1);
        return isPosted ? next.holdAfterTheWork() : next.holdBeforeTheWork();
    }

    @Test
    void whatWasPostedWithoutAnAnswerAndWhatWaitsBehindIt() {
        try (Herald herald = started()) {
            DiscordFault fault = holding(herald, true);
            unlock(herald, "Posted, but nobody knows");
            assertThat(fault.awaitHeld(Herald.SOON)).isTrue();
            unlock(herald, "Waits behind it");
            herald.awaitPolls();

            moved(herald);
            fault.release();
            // By then Discord has forgotten the nonce, and only the channel tells.
            herald.discord.nonceMemory(Duration.ofMillis(1));
            herald.start();
            unlock(herald, "After the move");
            herald.server.awaitAnnounced(3);
            herald.awaitPolls();

            assertThat(herald.server.announcedTitles())
                    .containsExactly("Posted, but nobody knows", "Waits behind it", "After the move");
        }
    }

    @Test
    void whatWasBeingSentAndNeverArrived() {
        try (Herald herald = started()) {
            unlock(herald, "Before");
            herald.server.awaitAnnounced(1);
            DiscordFault fault = holding(herald, false);
            unlock(herald, "Never arrived");
            assertThat(fault.awaitHeld(Herald.SOON)).isTrue();

            moved(herald);
            herald.start();
            herald.server.awaitAnnounced(2);
            unlock(herald, "After the move");
            herald.server.awaitAnnounced(3);
            herald.awaitPolls();

            assertThat(herald.server.announcedTitles()).containsExactly("Before", "Never arrived", "After the move");
            fault.release();
        }
    }

    @Test
    void aRestoreFromABackupIntoPostgresqlRepeatsNothing() {
        Path copy = folder.resolve("copy.db");
        try (Herald herald = started()) {
            unlock(herald, "Before the copy");
            herald.server.awaitAnnounced(1);
            Backup.copy(first(), copy, herald.clock);
            unlock(herald, "After the copy");
            herald.server.awaitAnnounced(2);

            herald.stop();
            herald.useStore(restored(herald, copy));
            unlock(herald, "While it was away");
            herald.start();
            herald.server.awaitAnnounced(3);
            unlock(herald, "After the restore");
            herald.server.awaitAnnounced(4);
            herald.awaitPolls();

            assertThat(herald.server.announcedTitles())
                    .containsExactly("Before the copy", "After the copy", "While it was away", "After the restore");
        }
    }

    private DatabaseAddress restored(Herald herald, Path copy) {
        DatabaseAddress backup = DatabaseAddress.of("jdbc:sqlite:" + copy);
        DatabaseAddress target = StoreKind.POSTGRESQL.address(folder.resolve("restored"));
        StoreMove.run(backup, target, herald.clock);
        return target;
    }
}
