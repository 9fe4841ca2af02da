package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.sandbox.demo.Demo;
import io.github.cheevoherald.sandbox.site.ApiFilter;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteFaults;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's community at ten times its speed, polled by the whole bot: what context and pictures cost, and how often
 * context is there. The site takes a third of a second to answer for it.
 */
final class DemoContextTest {
    private static final long SEED = 20261129;
    private static final double SPEED = 10;
    private static final Duration ANSWER = Duration.ofMillis(333);
    private static final int REQUESTS_PER_MINUTE = 600;

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, NavigableSet<Long>> polls = new ConcurrentHashMap<>();

    /**
     * Unlocks announced.
     *
     * @param complete those with progress and rarity
     * @param delays how long their announcements were written after the poll that found them, in milliseconds, sorted
     * @param sent how long after that poll their messages, with their pictures, were sent to Discord, sorted
     */
    private record Figures(int unlocks, int complete, int requests, List<Long> delays, List<Long> sent) {
        private static long at(double share, List<Long> sorted) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        long delay(double share) {
            return at(share, delays);
        }

        long sent(double share) {
            return at(share, sent);
        }

        double completeShare() {
            return (double) complete / unlocks;
        }

        double requestsPerUnlock() {
            return (double) requests / unlocks;
        }

        @Override
        public String toString() {
            return ("%d unlocks in %d announcements: %.1f %% with progress and rarity, %.2f requests an unlock, %d ms delay in the median, %d ms at 95 %%, %d ms at most;"
                            + " sent to Discord after %d ms in the median, %d ms at 95 %%, %d ms at most")
                    .formatted(
                            unlocks,
                            delays.size(),
                            100 * completeShare(),
                            requestsPerUnlock(),
                            delay(0.5),
                            delay(0.95),
                            delay(1),
                            sent(0.5),
                            sent(0.95),
                            sent(1));
        }
    }

    @Test
    void mostUnlocksOfSomeMinutesComeWithProgressAndRarity() {
        // So few of them that a single poll may decide about a tenth.
        assertCheapAndSoon(figures(Duration.ofSeconds(22)), 0.8);
    }

    @Test
    @Tag("long")
    void mostUnlocksOfSomeHoursComeWithProgressAndRarity() {
        assertCheapAndSoon(figures(Duration.ofMinutes(CrashSettings.number("context.minutes", 30))), 0.9);
    }

    private static void assertCheapAndSoon(Figures figures, double completeShare) {
        System.out.println(figures);
        assertThat(figures.completeShare()).as(figures.toString()).isGreaterThanOrEqualTo(completeShare);
        assertThat(figures.requestsPerUnlock()).as(figures.toString()).isLessThanOrEqualTo(1);
        assertThat(figures.sent(0.5)).as(figures.toString()).isLessThan(1_000);
        assertThat(figures.sent(0.95)).as(figures.toString()).isLessThan(5_000);
    }

    private Figures figures(Duration length) {
        Config.Polling polling = new Config.Polling(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Duration.ofSeconds(10));
        try (Herald herald = new Herald(Herald.addressIn(folder), REQUESTS_PER_MINUTE, polling);
                Demo demo = new Demo(herald.site, herald.discord, herald.clock, SEED)) {
            herald.site.requests().listen(this::observe);
            herald.site.secondRequests().listen(this::observe);
            SiteFault slow = SiteFault.delay(ANSWER);
            herald.site.faults().order(ApiFilter.method("GetUserProgress"), slow, SiteFaults.ALWAYS);
            herald.site.secondFaults().order(ApiFilter.method("achievements"), slow, SiteFaults.ALWAYS);
            herald.start();
            demo.speed(SPEED);
            demo.begin();
            await().atMost(Herald.SOON).until(() -> requests.get() > 0);
            long begun = herald.clock.millis();
            await().atMost(length.plusMinutes(1)).until(() -> herald.clock.millis() - begun > length.toMillis());
            demo.pause(true);
            herald.awaitPolls();
            return read(herald);
        }
    }

    private void observe(RequestLog.Entry request) {
        String method = request.method();
        if (method.contains("GetUserProgress") || method.equals("v2/achievements")) {
            requests.incrementAndGet();
        } else if (method.contains("GetUserRecentAchievements")) {
            polls.computeIfAbsent(request.parameters().getOrDefault("u", ""), ulid -> new ConcurrentSkipListSet<>())
                    .add(request.at().toEpochMilli());
        }
    }

    private Figures read(Herald herald) {
        JsonMapper json = new JsonMapper();
        List<Long> delays = new ArrayList<>();
        List<Long> sent = new ArrayList<>();
        int unlocks = 0;
        int complete = 0;
        try (Connection connection = DriverManager.getConnection(herald.address.url(), herald.address.user(), null);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT payload, created_at_ms, first_tried_at_ms FROM outbox WHERE kind = 'unlocks'")) {
            while (rows.next()) {
                JsonNode announcement = json.readTree(rows.getString(1));
                JsonNode players = announcement.has("parts")
                        ? announcement.path("parts")
                        : json.createArrayNode().add(announcement);
                for (JsonNode one : players) {
                    for (JsonNode unlock : one.path("unlocks")) {
                        JsonNode context = unlock.path("context");
                        boolean isComplete = context.has("unlocked") && context.has("share");
                        unlocks++;
                        complete += isComplete ? 1 : 0;
                    }
                    String ulid = one.path("player").path("ulid").asText();
                    Long poll = Objects.requireNonNull(polls.get(ulid)).floor(rows.getLong(2));
                    delays.add(rows.getLong(2) - Objects.requireNonNull(poll));
                    if (rows.getLong(3) > 0) {
                        sent.add(rows.getLong(3) - poll);
                    }
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        Collections.sort(delays);
        Collections.sort(sent);
        return new Figures(unlocks, complete, requests.get(), delays, sent);
    }
}
