package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A copy of a file, put back in its place. */
@Execution(ExecutionMode.CONCURRENT)
final class RestoreEndToEndTest {
    @BeforeAll
    static void onAFile() {
        assumeTrue(StoreKind.chosen() == StoreKind.SQLITE, "a copy is put in place of a file");
    }

    @Test
    void aRestoreFromABackupRepeatsNothingAndContinues(@TempDir Path folder) throws IOException {
        try (Herald herald = new Herald(folder).start()) {
            Herald.Server home = herald.server;
            herald.site.world().addPlayer("Ana");
            home.feedHere();
            home.register(home.ann, "Ana");
            unlock(herald, "Before the copy");
            home.awaitAnnounced(1);
            Path database = folder.resolve("herald.db");
            Path copy = folder.resolve("copy.db");
            Backup.copy(herald.address, copy, Clock.systemUTC());
            unlock(herald, "After the copy");
            home.awaitAnnounced(2);

            herald.stop();
            Files.deleteIfExists(folder.resolve("herald.db-wal"));
            Files.deleteIfExists(folder.resolve("herald.db-shm"));
            Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
            unlock(herald, "While it was away");
            herald.start();
            home.awaitAnnounced(3);
            unlock(herald, "After the restore");
            home.awaitAnnounced(4);
            herald.awaitPolls();

            assertThat(home.announcedTitles())
                    .containsExactly("Before the copy", "After the copy", "While it was away", "After the restore");
        }
    }

    @Test
    void aChannelHiddenAtFirstIsCheckedOnceItIsVisible(@TempDir Path folder) throws IOException {
        try (Herald herald = new Herald(folder).start()) {
            Herald.Server home = herald.server;
            herald.site.world().addPlayer("Ana");
            home.feedHere();
            home.register(home.ann, "Ana");
            Path copy = copy(folder);
            unlock(herald, "After the copy");
            home.awaitAnnounced(1);

            herald.stop();
            herald.discord.channels().denyBot(home.feed, Permission.VIEW_CHANNEL);
            restore(folder, copy);
            herald.start();
            await().atMost(Herald.SOON)
                    .until(() -> home.ask(home.admin, "feed status", Map.of())
                            .content()
                            .contains("View Channel"));
            herald.discord.channels().allowBot(home.feed, Permission.VIEW_CHANNEL);
            home.awaitFeed();
            unlock(herald, "After the restore");
            home.awaitAnnounced(2);
            herald.awaitPolls();

            assertThat(home.announcedTitles()).containsExactly("After the copy", "After the restore");
        }
    }

    @Test
    void aPlayerRenamedAfterTheBackupIsRecognizedInTheChannel(@TempDir Path folder) throws IOException, SQLException {
        try (Herald herald = new Herald(folder).start()) {
            Herald.Server home = herald.server;
            herald.site.world().addPlayer("Ana");
            home.feedHere();
            home.register(home.ann, "Ana");
            Path copy = copy(folder);
            herald.site.world().updatePlayer("Ana", player -> player.withDisplayName("Anya"));
            herald.write("UPDATE players SET name = 'Anya'");
            unlock(herald, "After the copy");
            home.awaitAnnounced(1);

            herald.stop();
            restore(folder, copy);
            herald.start();
            unlock(herald, "After the restore");
            home.awaitAnnounced(2);
            herald.awaitPolls();

            assertThat(home.announcedTitles()).containsExactly("After the copy", "After the restore");
            assertThat(home.announced())
                    .extracting(embed -> embed.path("author").path("name").asText())
                    .containsExactly("Anya", "Ana");
        }
    }

    private static Path copy(Path folder) {
        Path copy = folder.resolve("copy.db");
        Backup.copy(Herald.addressIn(folder), copy, Clock.systemUTC());
        return copy;
    }

    private static void restore(Path folder, Path copy) throws IOException {
        Files.deleteIfExists(folder.resolve("herald.db-wal"));
        Files.deleteIfExists(folder.resolve("herald.db-shm"));
        Files.move(copy, folder.resolve("herald.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void registrationsMadeAfterTheBackupAreLostAndCanBeMadeAgain(@TempDir Path folder) throws IOException {
        try (Herald herald = new Herald(folder).start()) {
            Herald.Server home = herald.server;
            herald.site.world().addPlayer("Ana");
            Path database = folder.resolve("herald.db");
            Path copy = folder.resolve("copy.db");
            home.feedHere();
            Backup.copy(herald.address, copy, Clock.systemUTC());
            home.register(home.ann, "Ana");

            herald.stop();
            Files.deleteIfExists(folder.resolve("herald.db-wal"));
            Files.deleteIfExists(folder.resolve("herald.db-shm"));
            Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
            herald.start();
            unlock(herald, "Nobody is registered");
            home.register(home.ann, "Ana");
            unlock(herald, "Registered again");
            home.awaitAnnounced(1);

            assertThat(home.announcedTitles()).containsExactly("Registered again");
        }
    }

    @Test
    @Tag("long")
    void aRequestDiscordHandlesAfterTheCheckAndItsNonceMemoryIsPostedTwice(@TempDir Path folder) {
        try (Herald herald = new Herald(folder).start()) {
            Herald.Server home = herald.server;
            herald.site.world().addPlayer("Ana");
            home.feedHere();
            home.register(home.ann, "Ana");
            herald.discord.nonceMemory(Duration.ofMillis(1));
            DiscordFault fault = herald.discord
                    .faults()
                    .at(RestFilter.sendsTo(home.feed))
                    .times(1)
                    .holdBeforeTheWork();
            unlock(herald, "Under way for long");
            assertThat(fault.awaitHeld(Herald.SOON)).isTrue();

            herald.restart();
            home.awaitAnnounced(1);
            fault.release();
            home.awaitAnnounced(2);

            assertThat(home.announcedTitles()).containsExactly("Under way for long", "Under way for long");
        }
    }

    private static void unlock(Herald herald, String title) {
        Achievement achievement = herald.achievement(title);
        herald.site.world().unlock("Ana", achievement.id(), true);
    }
}
