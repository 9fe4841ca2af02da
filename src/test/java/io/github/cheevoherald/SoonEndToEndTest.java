package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who plays is announced soon, however many others are watched. */
final class SoonEndToEndTest {
    private static final int IDLE = 500;
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration BETWEEN_SCANS = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Herald herald(int requestsPerMinute) {
        return new Herald(
                folder,
                requestsPerMinute,
                new Config.Polling(
                        SHORTEST,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofHours(12)));
    }

    /** As after some weeks in which only Ana did something, and everybody was asked for just now. */
    private void watch(Herald herald, Duration anaWasActive) {
        try (Database database = Database.open(Herald.databaseUrl(folder), herald.clock)) {
            new Guilds(database).setFeed(herald.server.id, herald.server.feed);
            Instant now = herald.clock.instant();
            database.useTransaction(handle -> {
                register(herald, handle, 0, "Ana", now.minus(anaWasActive));
                for (int i = 1; i <= IDLE; i++) {
                    register(herald, handle, i, "Idle" + i, now.minus(Duration.ofDays(30)));
                }
            });
        }
    }

    private static void register(Herald herald, Handle handle, long number, String name, Instant activeAt) {
        String ulid = herald.site.world().addPlayer(name).ulid();
        long now = herald.clock.millis();
        handle.execute(
                """
                INSERT INTO players (player_id, ulid, name, picture, profile_at_ms, polled_at, swept_at, active_at, due_at_ms)
                VALUES (?, ?, ?, '/UserPic/x.png', ?, ?, ?, ?, ?)
                """, 1 + number, ulid, name, now, now / 1000, now / 1000, activeAt.getEpochSecond(), now + 1_800_000);
        handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined) VALUES (?, ?, ?, ?, 1)",
                herald.server.id,
                1_000 + number,
                1 + number,
                activeAt.getEpochSecond());
    }

    private static long requests(Herald herald, String method) {
        return herald.site.requests().entries().stream()
                .map(RequestLog.Entry::method)
                .filter(called -> called.contains(method))
                .count();
    }

    @Test
    void whoPlaysIsAnnouncedWithinTwiceTheShortestIntervalWhileHundredsAreIdle() {
        try (Herald herald = herald(600)) {
            watch(herald, Duration.ofMinutes(2));
            herald.start();
            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);
            herald.server.awaitAnnounced(1);

            for (int i = 2; i <= 4; i++) {
                herald.site.world().unlock("Ana", herald.achievement("No. " + i).id(), true);
                int count = i;
                await().atMost(SHORTEST.multipliedBy(2))
                        .until(() -> herald.server.announced().size() == count);
            }

            assertThat(herald.polls()).isGreaterThan(20);
        }
    }

    @Test
    void aFollowedPlayerIsAnnouncedWithinTwoScans() {
        try (Herald herald = herald(60)) {
            watch(herald, Duration.ofDays(30));
            herald.site.world().follow("Ana");
            herald.start();
            await().atMost(Herald.SOON).until(() -> requests(herald, "UsersIFollow") == 1);
            long before = herald.polls();

            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);
            herald.clock.skip(BETWEEN_SCANS);

            herald.server.awaitAnnounced(1);
            assertThat(requests(herald, "UsersIFollow")).isLessThanOrEqualTo(1 + 2);
            assertThat(herald.polls() - before).as("polls of anybody").isLessThan(IDLE / 4);
        }
    }
}
