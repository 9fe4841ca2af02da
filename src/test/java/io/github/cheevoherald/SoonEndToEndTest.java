package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaultOrder;
import io.github.cheevoherald.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Active players are announced soon, however many others are watched. */
@Order(1)
final class SoonEndToEndTest {
    private static final int IDLE = 500;
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(3);
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SCANS = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Herald herald(int requestsPerMinute) {
        return new Herald(
                Herald.addressIn(folder),
                requestsPerMinute,
                new Config.Polling(
                        MIN_INTERVAL,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofHours(12)));
    }

    /** As after some weeks in which only Ana may have been active, with everybody else polled in the last minute. */
    private void watch(Herald herald, Duration anaWasActive) {
        try (Database database = Database.open(herald.address, herald.clock)) {
            GivenFeed.in(database, herald.server.id, "unlocks", herald.server.feed);
            Instant now = herald.clock.instant();
            database.useTransaction(handle -> {
                register(herald, handle, 0, "Ana", now, now.minus(anaWasActive));
                for (int i = 1; i <= IDLE; i++) {
                    Instant polledAt = now.minus(ROUND.multipliedBy(i).dividedBy(IDLE));
                    register(herald, handle, i, "Idle" + i, polledAt, now.minus(Duration.ofDays(30)));
                }
                for (int i = 0; i < 10; i++) {
                    handle.execute(
                            "INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event) VALUES (1, ?, ?, 1, 0)",
                            1_000_000 + i,
                            now.minus(anaWasActive).getEpochSecond() - i * 120L);
                }
            });
        }
    }

    private static void register(
            Herald herald, Handle handle, long number, String name, Instant polledAt, Instant activeAt) {
        String ulid = herald.site.world().addPlayer(name).ulid();
        long now = herald.clock.millis();
        // The bot checks with Discord that somebody is a member before it announces them.
        long member = herald.discord.world().createMember(herald.server.id, name);
        handle.execute(
                "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '/UserPic/x.png', ?)",
                1 + number,
                ulid,
                name,
                now);
        handle.execute(
                "INSERT INTO poll_schedule (player_id, polled_at, swept_at, active_at, due_at_ms) VALUES (?, ?, ?, ?, ?)",
                1 + number,
                polledAt.getEpochSecond(),
                polledAt.getEpochSecond(),
                activeAt.getEpochSecond(),
                Long.MAX_VALUE - 1);
        handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined) VALUES (?, ?, ?, ?, 1)",
                herald.server.id,
                member,
                1 + number,
                activeAt.getEpochSecond());
    }

    private static long requests(Herald herald, String method) {
        return herald.site.requests().entries().stream()
                .map(RequestLog.Entry::method)
                .filter(called -> called.contains(method))
                .count();
    }

    /** Whom the bot polled, oldest poll first. */
    private static List<String> polled(Herald herald) {
        return herald.site.requests().entries().stream()
                .filter(entry -> entry.method().contains("RecentAchievements"))
                .map(entry -> entry.parameters().getOrDefault("u", ""))
                .toList();
    }

    @Test
    void anActivePlayerIsAnnouncedWithinTwiceTheShortestIntervalAmongHundredsOfIdleOnes() {
        try (Herald herald = herald(120)) {
            watch(herald, Duration.ofMinutes(2));
            herald.start();
            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);
            herald.server.awaitAnnounced(1);

            for (int i = 2; i <= 4; i++) {
                herald.site.world().unlock("Ana", herald.achievement("No. " + i).id(), true);
                int before = polled(herald).size();
                herald.server.awaitAnnounced(i);
                List<String> since = polled(herald);
                // Counted in requests, of which the budget allows two a second: the machine may be busy.
                assertThat(since.subList(before, since.size()).indexOf("Ana"))
                        .as("polls of others before Ana's")
                        .isLessThanOrEqualTo((int) (2 * 2 * MIN_INTERVAL.toSeconds()));
            }

            assertThat(Set.copyOf(polled(herald)))
                    .as("players polled in the meantime")
                    .hasSizeGreaterThan(5);
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
            assertThat(herald.polls() - before).as("polls of all players").isLessThan(IDLE / 4);
        }
    }

    private static long scansPages(Herald herald) {
        return herald.site.secondRequests().entries().stream()
                .filter(entry -> entry.method().equals("v2/users"))
                .count();
    }

    /** Shows somebody unknown to the bot active, with the bot's players long gone unless they show activity later. */
    private static void othersPlay(Herald herald) {
        herald.site
                .world()
                .players()
                .forEach(player -> herald.site.world().activity().show(player.username()));
        herald.clock.skip(Duration.ofMinutes(8));
        herald.site.world().addPlayer("Stranger");
    }

    /** Skips to the next minute of the site's list, and waits until the bot has begun to read it. */
    private static void awaitScan(Herald herald) {
        herald.site.world().activity().show("Stranger");
        long before = scansPages(herald);
        long sinceMinute = Math.floorMod(herald.clock.millis(), MINUTE.toMillis());
        herald.clock.skip(MINUTE.plusSeconds(3).minusMillis(sinceMinute));
        await().atMost(Herald.SOON).until(() -> scansPages(herald) > before);
    }

    @Test
    void whoeverPlaysIsAnnouncedWithinAboutAMinuteAlthoughNobodyIsFollowed() {
        try (Herald herald = herald(60)) {
            watch(herald, Duration.ofDays(30));
            othersPlay(herald);
            herald.start();
            herald.site.world().activity().show("Ana");
            awaitScan(herald);
            long polls = herald.polls();

            Instant unlockedAt = herald.clock.instant();
            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);
            awaitScan(herald);

            herald.server.awaitAnnounced(1);
            Instant announcedAt = herald.discord
                    .channels()
                    .messages(herald.server.feed)
                    .get(0)
                    .at();
            assertThat(Duration.between(unlockedAt, announcedAt)).isLessThan(MINUTE.plusSeconds(20));
            assertThat(herald.polls() - polls).as("polls of all players").isLessThan(IDLE / 4);
            assertThat(scansPages(herald)).isLessThan(30);
            assertThat(requests(herald, "UsersIFollow")).as("who is followed").isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.cheevoherald.Herald#faultsOfTheSecondApi")
    void whileTheSecondApiFailsPlayersArePolledAsIfThereWereNone(SiteFault fault) {
        try (Herald herald = herald(60)) {
            watch(herald, Duration.ofMinutes(2));
            othersPlay(herald);
            herald.start();
            awaitScan(herald);
            await().atMost(Herald.SOON).until(() -> scansPages(herald) >= 2);

            SiteFaultOrder order = herald.site.secondFaults().order(fault);
            awaitScan(herald);
            await().atMost(Herald.SOON).until(() -> order.hits() > 0);
            herald.clock.skip(MINUTE.multipliedBy(2));
            herald.site.world().unlock("Ana", herald.achievement("First").id(), true);

            herald.server.awaitAnnounced(1);
        }
    }
}
