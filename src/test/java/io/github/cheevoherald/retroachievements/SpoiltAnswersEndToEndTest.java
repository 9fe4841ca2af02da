package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cheevoherald.LogCapture;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.PollRecording;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Thousands of spoilt answers ({@code -Dspoilt.answers=20000}) through client, poll and database, mixed with good ones. */
@Timeout(180)
final class SpoiltAnswersEndToEndTest {
    private static final int SPOILT = Integer.getInteger("spoilt.answers", 5_000);
    private static final int IN_A_ROW = 50;
    private static final DateTimeFormatter SITE_DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final PollSettings SETTINGS = new PollSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15),
            Duration.ofDays(14),
            Duration.ofHours(12));

    /** Longer than the longest pause after bad answers, and than the longest interval. */
    private static final Duration NEXT_TURN = Duration.ofMinutes(31);

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-11-22T12:00:00Z");
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.cheevoherald");
    private final List<Key> announced = new ArrayList<>();
    private volatile byte[] answer = new byte[0];
    private Database database;
    private UnlockPoll poll;
    private long lastEntry;
    private long lastAchievement = 1_000;

    private record Key(long achievement, long date) {}

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        logger.setAdditive(false);
        database = StoreKind.chosen().open(folder, clock);
        GivenFeed.in(database, 1, "unlocks", 10);
        PollSchedule schedule = new PollSchedule(database, SETTINGS, 6000, (handle, player, found) -> {}, clock);
        Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED);
        SiteLinks links = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        UnlockRecorder recorder = new UnlockRecorder(database, schedule, outbox, links, SETTINGS, clock);
        PollRecording recording =
                new PollRecording(recorder, schedule, (player, unlocks) -> Map.of(), Runnable::run, () -> {});
        poll = new UnlockPoll(connection().forPolls(), schedule, recording, SETTINGS, clock);
        database.useTransaction(handle -> {
            handle.execute("""
                    INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)
                    VALUES (1, '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'Ana', '/UserPic/Ana.png', 0)
                    """);
            handle.execute("INSERT INTO poll_schedule (player_id, active_at, due_at_ms) VALUES (1, 0, 0)");
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (1, 7, 1, ?)",
                    clock.instant().getEpochSecond());
        });
    }

    @AfterEach
    void close() {
        database.close();
        StoreKind.forgetAll();
        logger.setAdditive(true);
    }

    /** The whole client except the sockets. */
    private SiteConnection connection() {
        OkHttpClient client = MemorySite.answering(() -> answer);
        SiteHealth health = new SiteHealth(new FakeTime(), SiteHealth.BACKOFF);
        SiteAddress access = new SiteAddress(URI.create("http://127.0.0.1/"), () -> "key", "agent");
        RequestBudget budget = new RequestBudget(1_000_000, health, TestSite.plenty());
        ApiClient api = new ApiClient(client, access, new SiteClock(clock), Duration.ofSeconds(10));
        return new SiteConnection(api, budget, health);
    }

    @Test
    void noSpoiltAnswerIsAnnouncedThrowsOrStopsThePlayer() {
        AnswerSpoiler spoiler = new AnswerSpoiler(20261122);
        Random random = new Random(20261122);
        try (LogCapture log = new LogCapture("io.github.cheevoherald")) {
            polled(AnswerSpoiler.bytes(JsonNodeFactory.instance.arrayNode()));
            for (int spoilt = 0; spoilt < SPOILT; spoilt += IN_A_ROW) {
                ArrayNode rows = rows(1 + random.nextInt(3));
                for (int i = 0; i < IN_A_ROW; i++) {
                    announcesNothingButWhatItSays(spoiler.spoilt(rows), rows);
                }
                polled(AnswerSpoiler.bytes(rows));

                assertThat(announced).containsAll(keys(rows));
                assertThat(announced).doesNotHaveDuplicates();
                announced.clear();
            }
            assertThat(log.events())
                    .isNotEmpty()
                    .allMatch(event -> event.getThrowableProxy() == null && event.getLevel() != Level.ERROR);
        }
    }

    /** A broken text must say nothing. One that is still JSON may be believed, but only in what it says. */
    private void announcesNothingButWhatItSays(byte[] spoilt, ArrayNode rows) {
        List<Key> fresh = polled(spoilt);

        if (!fresh.isEmpty()) {
            JsonNode json = parsed(spoilt);
            Set<Key> said = json == null ? Set.of() : keys(json);
            assertThat(said).as("after %s of %s", json, rows).containsAll(fresh);
        }
    }

    private List<Key> polled(byte[] body) {
        answer = body;
        clock.advance(NEXT_TURN);
        assertThat(poll.pollNext()).as("the player's turn").isTrue();
        List<Key> fresh = new ArrayList<>();
        database.read(handle -> handle.createQuery("SELECT entry_id, payload FROM outbox WHERE entry_id > ?")
                        .bind(0, lastEntry)
                        .map((row, context) -> {
                            lastEntry = Math.max(lastEntry, row.getLong(1));
                            return row.getString(2);
                        })
                        .list())
                .forEach(payload -> fresh.addAll(keysOf(payload)));
        announced.addAll(fresh);
        return fresh;
    }

    private static List<Key> keysOf(String payload) {
        List<Key> keys = new ArrayList<>();
        JsonNode json = Objects.requireNonNull(parsed(payload.getBytes(StandardCharsets.UTF_8)));
        json.path("unlocks")
                .forEach(unlock -> keys.add(new Key(
                        unlock.path("achievementId").asLong(),
                        unlock.path("unlockedAt").asLong())));
        return keys;
    }

    private ArrayNode rows(int count) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        Instant date = clock.instant();
        for (int i = 0; i < count; i++) {
            lastAchievement++;
            rows.addObject()
                    .put("Date", SITE_DATE.format(date.minusSeconds(7L * i).atOffset(ZoneOffset.UTC)))
                    .put("HardcoreMode", i % 2)
                    .put("AchievementID", lastAchievement)
                    .put("Title", "Feat " + lastAchievement)
                    .put("Description", "Café \"at\" dawn")
                    .put("BadgeName", "00071")
                    .put("Points", 5)
                    .put("TrueRatio", 27)
                    .put("Type", "progression")
                    .put("Author", "lampkeeper")
                    .put("AuthorULID", "01HZ0000000000000000000A01")
                    .put("GameTitle", "Harbour Tales")
                    .put("GameIcon", "/Images/040001.png")
                    .put("GameID", 4401)
                    .put("ConsoleName", "Mega Drive")
                    .put("BadgeURL", "/Badge/00071.png")
                    .put("GameURL", "/game/4401");
        }
        return rows;
    }

    /** The keys in rows that have exactly the site's format. */
    private static Set<Key> keys(JsonNode rows) {
        Set<Key> keys = new HashSet<>();
        for (JsonNode row : rows) {
            JsonNode id = field(row, "AchievementID");
            JsonNode date = field(row, "Date");
            Long seconds = seconds(date.asText());
            if (id.isIntegralNumber() && date.isTextual() && seconds != null) {
                keys.add(new Key(id.longValue(), seconds));
            }
        }
        return keys;
    }

    private static @Nullable Long seconds(String date) {
        try {
            return LocalDateTime.parse(date, SITE_DATE).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The site has changed its names' case over the years, so case doesn't matter. */
    private static JsonNode field(JsonNode row, String name) {
        for (Map.Entry<String, JsonNode> entry : row.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            // As in the client, an invalid UTF-8 byte becomes another letter and doesn't end the answer.
            return STRICT.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
