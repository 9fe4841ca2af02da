package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Lines;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.HistoryResult;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where once can't be promised, an unlock is announced twice rather than never. And what an upgrade keeps. */
final class BeyondTheGuaranteeTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final List<Host> hosts = new ArrayList<>();

    /** A running bot with its own file. */
    private final class Host {
        private final MutableClock clock;
        private final Database database;
        private final Outbox outbox;
        private final Guilds guilds;
        private final Delivery delivery;

        Host(String name) {
            this(name, BeyondTheGuaranteeTest.this.clock);
        }

        Host(String name, MutableClock clock) {
            this.clock = clock;
            database = Database.open(url(name), clock);
            outbox = new Outbox(database, UnlockAnnouncement.STORED);
            guilds = new Guilds(database);
            GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
            delivery = new Delivery(
                    new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                    new AnnouncementKinds(new UnlockKind(Words.english())),
                    Words.english(),
                    clock,
                    new Random(name.hashCode()));
            hosts.add(this);
        }

        void add(long achievement) {
            add(Announcements.of(achievement));
        }

        void add(Unlocks unlocks) {
            database.useTransaction(handle -> outbox.add(handle, SERVER, unlocks, clock.instant()));
        }

        void deliverAll() {
            delivery.start();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
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
    void aPostDeletedByAModeratorBeforeTheCheckIsPostedAgain() {
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
    void aPostDatedMoreThanAnHourBeforeTheAttemptIsNotFound() {
        Host host = new Host("herald.db");
        // Message ids are dated from this Discord's start.
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
        Backup.copy(DatabaseAddress.of(url("herald.db")), folder.resolve("copy.db"), clock);
        original.deliverAll();
        original.close();
        hosts.clear();
    }

    @Test
    void withoutReadMessageHistoryARestoreRepeatsAndSaysSo() throws InterruptedException {
        announceAfterACopyWasMade();
        discord.historyAnswers(new HistoryResult.NotAllowed());

        try (Lines lines = new Lines()) {
            new Host("copy.db").deliverAll();

            assertThat(discord.posted(CHANNEL)).hasSize(2);
            assertThat(lines.holding("may be repeated")).hasSize(1);
        }
    }

    private MutableClock wrongBy(int hours) {
        return new MutableClock(clock.instant().plus(Duration.ofHours(hours)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "30, 0", "-2, 0", "-30, 0", "0, 2", "0, 30", "0, -2", "0, -30"})
    void aRestoreDoesNotRepeatADoubtfulMessageThatWasHalvedSince(int clockOfTheCopyIsAhead, int clockOfTheStartIsAhead)
            throws InterruptedException {
        Host original = new Host("herald.db");
        original.add(Announcements.of(1, 2, 3));
        discord.answer(send -> {
            Backup.copy(
                    DatabaseAddress.of(url("herald.db")), folder.resolve("copy.db"), wrongBy(clockOfTheCopyIsAhead));
            discord.answer(next -> UnlockKeys.in(next.message()).size() == 3
                    ? CompletableFuture.completedFuture(new SendResult.MessageRefused("form"))
                    : discord.take(next));
            return CompletableFuture.completedFuture(new SendResult.Unknown("cut"));
        });
        original.deliverAll();
        original.close();
        hosts.clear();
        discord.takeAll();

        new Host("copy.db", wrongBy(clockOfTheStartIsAhead)).deliverAll();

        assertThat(discord.posted(CHANNEL).stream()
                        .flatMap(message -> UnlockKeys.in(message.content(), message.embeds()).stream()))
                .extracting(UnlockKeys::achievement)
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0", "0, 30, 0", "0, -2, 0", "0, -30, 0", "2, 0, 3", "30, 0, 31", "-2, 0, 3", "-30, 0, 31"})
    void aRestoreRepeatsNothingHoweverWrongOurClockIsThenOrWasWhenTheCopyWasMade(
            int copyIsAhead, int startIsAhead, int hoursBetween) throws InterruptedException {
        Host original = new Host("herald.db");
        Backup.copy(DatabaseAddress.of(url("herald.db")), folder.resolve("copy.db"), wrongBy(copyIsAhead));
        clock.advance(Duration.ofMinutes(5));
        Unlocks since = new Unlocks(Announcements.ALICE, List.of(Announcements.unlock(1, clock.instant())));
        original.add(since);
        original.deliverAll();
        original.close();
        hosts.clear();
        clock.advance(Duration.ofHours(hoursBetween));

        Host restored = new Host("copy.db", wrongBy(startIsAhead));
        restored.add(since);
        restored.deliverAll();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void withReadMessageHistoryARestoreRepeatsNothing() throws InterruptedException {
        announceAfterACopyWasMade();

        new Host("copy.db").deliverAll();

        assertThat(discord.posted(CHANNEL)).hasSize(1);
    }

    @Test
    void anUpgradeKeepsTheQueueItsStatesAndItsOrder() throws JsonProcessingException {
        UnlockKind rendering = new UnlockKind(Words.english());
        List<Unlocks> waiting = List.of(numbered(1, 12), numbered(21, 32), numbered(41, 2_540), numbered(3_001, 3_001));
        Flyway.configure()
                .dataSource(url("herald.db"), null, null)
                .locations("classpath:db/sqlite")
                .target("8")
                .load()
                .migrate();
        Jdbi.create(url("herald.db")).useHandle(handle -> {
            handle.execute(
                    "INSERT INTO feeds (guild_id, kind, channel_id, blocked_reason, blocked_at_ms, probe_at_ms, told)"
                            + " VALUES (1, 'unlocks', 10, 'NO_SEND', 0, 0, 1)");
            for (int i = 0; i < waiting.size(); i++) {
                boolean rendered = i < 2;
                Unlocks announcement = waiting.get(i);
                // The tried one is newer than the untried one.
                boolean tried = i == 1;
                handle.execute(
                        "INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, content, nonce,"
                                + " channel_id, attempts, next_attempt_at_ms, first_tried_at_ms)"
                                + " VALUES (1, 'unlocks', ?, ?, ?, ?, ?, ?, ?, 1, 0, ?)",
                        announcement.oldest(),
                        JSON.writeValueAsString(announcement),
                        clock.millis(),
                        tried ? "sending" : "pending",
                        rendered
                                ? MessageJson.write(
                                        rendering.cards(announcement).get(0).message())
                                : null,
                        rendered ? "nonce-" + i : null,
                        tried ? CHANNEL : null,
                        tried ? clock.millis() : null);
            }
        });

        Host host = new Host("herald.db");
        host.deliverAll();

        assertThat(discord.sends()).extracting(Send::nonce).startsWith("nonce-1", "nonce-0");
        List<Long> posted = discord.posted(CHANNEL).stream()
                .flatMap(message -> UnlockKeys.in(message.content(), message.embeds()).stream()
                        .map(UnlockKeys::achievement)
                        .sorted())
                .toList();
        assertThat(posted.subList(0, 12)).isEqualTo(ids(waiting.get(1)).toList());
        assertThat(posted.subList(12, 24)).isEqualTo(ids(waiting.get(0)).toList());
        assertThat(posted.subList(24, posted.size()))
                .isEqualTo(
                        Stream.concat(ids(waiting.get(2)), ids(waiting.get(3))).toList());
        assertThat(host.guilds.feed(SERVER, "unlocks").orElseThrow().blockedReason())
                .isNull();
        assertThat(discord.told()).isEmpty();
    }

    private static Unlocks numbered(long first, long last) {
        return Announcements.of(LongStream.rangeClosed(first, last).toArray());
    }

    private static Stream<Long> ids(Unlocks announcement) {
        return announcement.unlocks().stream().map(UnlockAnnouncement.Unlock::achievementId);
    }

    @Test
    void anUpgradeKeepsATriedRowsContentAndNonce() {
        Flyway.configure()
                .dataSource(url("herald.db"), null, null)
                .locations("classpath:db/sqlite")
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
