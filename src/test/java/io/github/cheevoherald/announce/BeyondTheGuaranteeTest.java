package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where once cannot be promised, twice is what happens, and never nothing; and what an upgrade leaves as it is. */
final class BeyondTheGuaranteeTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final List<Host> hosts = new ArrayList<>();

    /** A running bot with its own file. */
    private final class Host {
        private final Database database;
        private final Outbox outbox;
        private final Delivery delivery;

        Host(String name) {
            database = Database.open(url(name), clock);
            outbox = new Outbox(database);
            Guilds guilds = new Guilds(database);
            guilds.setFeed(SERVER, CHANNEL);
            delivery = new Delivery(
                    new Delivery.Sides(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                    Words.english(),
                    clock,
                    new Random(name.hashCode()));
            hosts.add(this);
        }

        void add(long achievement) {
            database.useTransaction(
                    handle -> outbox.add(handle, SERVER, Announcements.of(achievement), clock.instant()));
        }

        void deliverAll() {
            delivery.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.advance(Duration.ofSeconds(1));
                delivery.wake();
                return outbox.waiting(SERVER) == 0;
            });
        }

        void close() throws InterruptedException {
            delivery.close(Duration.ofSeconds(5));
            database.close();
        }
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Host host : hosts) {
            host.close();
        }
    }

    private void firstIsPostedButUnsaid() {
        discord.answer(send -> {
            discord.takeAll();
            discord.post(send);
            return CompletableFuture.completedFuture(new SendResult.Unknown("cut after the work"));
        });
    }

    @Test
    void aPostThatAModeratorDeletedBeforeTheLookIsPostedAgain() {
        Host host = new Host("herald.db");
        host.add(1);
        discord.answer(send -> {
            discord.takeAll();
            discord.post(send);
            discord.delete(CHANNEL);
            return CompletableFuture.completedFuture(new SendResult.Unknown("cut after the work"));
        });

        host.deliverAll();

        assertThat(discord.sends()).hasSize(2);
        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void aPostThatDiscordDatesMoreThanAnHourBeforeTheTryIsNotFound() {
        Host host = new Host("herald.db");
        // The messages' ids are dated by the time at which this Discord began.
        clock.advance(Duration.ofMinutes(61));
        host.add(1);
        firstIsPostedButUnsaid();

        host.deliverAll();

        assertThat(discord.sends())
                .extracting(Send::nonce)
                .hasSize(2)
                .containsOnly(discord.sends().get(0).nonce());
        assertThat(discord.posted(CHANNEL)).hasSize(2);
    }

    @Test
    void twoHostsWithOneTokenAnnounceTwice() {
        for (String name : List.of("one.db", "other.db")) {
            Host host = new Host(name);
            host.add(1);
            host.deliverAll();
        }

        assertThat(discord.posted(CHANNEL)).hasSize(2);
        assertThat(discord.sends()).extracting(Send::nonce).doesNotHaveDuplicates();
    }

    private void announceAfterACopyWasMade() throws InterruptedException {
        Host original = new Host("herald.db");
        original.add(1);
        Backup.copy(url("herald.db"), folder.resolve("copy.db"), clock);
        original.deliverAll();
        original.close();
        hosts.clear();
    }

    @Test
    void withoutTheRightToReadARestoreRepeatsAndSaysSo() throws InterruptedException {
        announceAfterACopyWasMade();
        discord.historyAnswers(new HistoryResult.NotAllowed());

        try (Lines lines = new Lines()) {
            new Host("copy.db").deliverAll();

            assertThat(discord.posted(CHANNEL)).hasSize(2);
            assertThat(lines.holding("may be repeated")).hasSize(1);
        }
    }

    @Test
    void withTheRightToReadItDoesNot() throws InterruptedException {
        announceAfterACopyWasMade();

        new Host("copy.db").deliverAll();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void anUpgradeLeavesTheContentAndTheNonceOfATriedRow() {
        Flyway.configure()
                .dataSource(url("herald.db"), null, null)
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        Jdbi.create(url("herald.db"))
                .useHandle(handle -> handle.execute("""
                        INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,
                            channel_id, attempts, next_attempt_at_ms, first_tried_at_ms)
                        VALUES (1, 'unlocks', 1700000001, ?, 0, 'sending', '{"content":"as it was"}', 'a-nonce-of-old',
                            10, 1, 0, ?)
                        """, """
                        {"kind":"unlocks-1","player":{"ulid":"U","name":"Ana","url":"https://site/user/Ana",
                        "pictureUrl":"https://media/Ana.png"},"unlocks":[{"achievementId":1,"title":"T",
                        "description":"D","url":"https://site/achievement/1","badgeUrl":"https://media/1.png",
                        "points":1,"retroPoints":1,"type":null,"gameTitle":"G","gameUrl":"https://site/game/1",
                        "console":"C","unlockedAt":1700000001,"hardcore":true,"upgrade":false,"late":false}]}
                        """, clock.instant().toEpochMilli()));

        new Host("herald.db").deliverAll();

        assertThat(discord.sends()).singleElement().satisfies(send -> {
            assertThat(send.nonce()).isEqualTo("a-nonce-of-old");
            assertThat(send.message().getContent()).isEqualTo("as it was");
            assertThat(send.channelId()).isEqualTo(CHANNEL);
        });
    }
}
