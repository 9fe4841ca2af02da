package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Valid answers, spoilt in every way: nothing throws, and no spoilt list is ever read as an empty one. */
@Timeout(120)
final class SpoiltAnswersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private volatile byte[] next = new byte[0];
    private final RetroAchievements people = connection().forPeople();

    /** The whole client except the sockets. */
    private SiteConnection connection() {
        OkHttpClient client = MemorySite.answering(() -> next);
        FakeTime time = new FakeTime();
        SiteHealth health = new SiteHealth(time, SiteHealth.BACKOFF);
        SiteAddress access = new SiteAddress(URI.create("http://127.0.0.1/"), () -> "key", "agent");
        SiteClock clock = new SiteClock(MutableClock.at("2026-11-22T12:00:00Z"));
        RequestBudget budget = new RequestBudget(1_000_000, health, TestSite.plenty());
        return new SiteConnection(new ApiClient(client, access, clock, Duration.ofSeconds(10)), budget, health);
    }

    /** An answer that contains rows, and how many of them were read. */
    enum Kind {
        RECENT("recent_unlocks.json"),
        BETWEEN("earned_between.json"),
        CAMEL("recent_unlocks_camel.json"),
        ACHIEVEMENT("achievement_unlocks.json"),
        BARE("achievement_unlocks_bare.json"),
        TICKETS("tickets_recent.json"),
        GAME("tickets_of_game.json"),
        SET_REQUESTS("set_requests.json"),
        MAX_REPORTED("most_reported.json"),
        OF_THE_WEEK("achievement_of_the_week.json");

        private final String file;

        Kind(String file) {
            this.file = file;
        }

        private Outcome<Integer> rows(RetroAchievements site) {
            return switch (this) {
                case RECENT, CAMEL -> site.recentUnlocks("x", 60).map(List::size);
                case BETWEEN ->
                    site.unlocksBetween("x", Instant.EPOCH, Instant.EPOCH).map(List::size);
                case ACHIEVEMENT, BARE ->
                    site.achievementUnlocks(70012, 50, 0)
                            .map(page -> page.unlocks().size());
                case TICKETS ->
                    site.recentTickets(10, 0).map(recent -> recent.tickets().size());
                case GAME ->
                    site.ticketsOfGame(4401, 10, 0).map(game -> game.tickets().size());
                case SET_REQUESTS -> site.requestedSets("x").map(Set::size);
                case MAX_REPORTED ->
                    site.mostReportedGames(10).map(games -> games.games().size());
                case OF_THE_WEEK -> site.achievementOfTheWeek().map(running -> 1);
            };
        }
    }

    private Outcome<Integer> read(Kind kind, byte[] body) {
        next = body;
        Outcome<Integer> outcome = kind.rows(people);
        // A spoilt answer may look like HTML, so good ones in between keep the breaker closed.
        next = new byte[] {'[', ']'};
        assertThat(people.recentUnlocks("x", 1)).isEqualTo(new Found<>(List.of()));
        return outcome;
    }

    private void staysHonest(Kind kind, byte[] body, String what) {
        Outcome<Integer> outcome = read(kind, body);

        if (outcome instanceof Found<Integer> found) {
            assertThat(found.value()).as(what).isPositive();
        }
        assertThat(outcome).as(what).isNotInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAnswerCutAnywhereIsNeverFound(Kind kind) {
        byte[] whole = Answers.text(kind.file).strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 1 + length / 40) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThat(read(kind, cut)).as("cut at " + length).isInstanceOf(Outcome.Malformed.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void flippedBitsNeverEmptyAnAnswer(Kind kind) {
        Random random = new Random(20261122);
        byte[] whole = Answers.text(kind.file).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 150; i++) {
            byte[] flipped = whole.clone();
            int where = random.nextInt(whole.length);
            flipped[where] ^= (byte) (1 << random.nextInt(8));

            staysHonest(kind, flipped, "bit flipped at " + where);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void swappedTypesAndLostFieldsNeverEmptyAnAnswer(Kind kind) throws Exception {
        JsonNode whole = JSON.readTree(Answers.text(kind.file));
        int places = places(whole).size();
        for (int place = 0; place < places; place++) {
            for (JsonNode other : others()) {
                JsonNode spoilt = replaced(whole, place, other);
                boolean rows = other.isArray()
                        && other.isEmpty()
                        && places(whole).get(place).isRows();
                if (!rows) {
                    staysHonest(kind, bytes(spoilt), "place " + place + " became " + other.getNodeType());
                }
            }
            staysHonest(kind, bytes(without(whole, place)), "place " + place + " lost");
        }
        for (JsonNode other : others()) {
            if (!other.isArray() || !other.isEmpty()) {
                assertThat(read(kind, bytes(other))).isInstanceOf(Outcome.Malformed.class);
            }
        }
    }

    @Test
    void hugeValuesDoNoHarm() throws Exception {
        for (Kind kind : Kind.values()) {
            JsonNode whole = JSON.readTree(Answers.text(kind.file));
            for (int place = 0; place < places(whole).size(); place += 5) {
                staysHonest(
                        kind, bytes(replaced(whole, place, NODES.textNode("9".repeat(65_000)))), kind + " " + place);
            }
        }
    }

    private static List<JsonNode> others() {
        ObjectNode object = NODES.objectNode().put("x", 1);
        return List.of(
                NODES.nullNode(),
                NODES.textNode(""),
                NODES.textNode("text"),
                NODES.numberNode(-1),
                NODES.numberNode(1e300),
                NODES.booleanNode(true),
                NODES.arrayNode(),
                NODES.arrayNode().add(1),
                NODES.objectNode(),
                object);
    }

    /** A child of some object or array in the answer. */
    private record Place(JsonNode parent, String field, int index) {
        JsonNode child() {
            return parent.isObject() ? parent.path(field) : parent.path(index);
        }

        boolean isRows() {
            return child().isArray();
        }
    }

    private static List<Place> places(JsonNode root) {
        List<Place> places = new ArrayList<>();
        collect(root, places);
        return places;
    }

    private static void collect(JsonNode node, List<Place> places) {
        node.fieldNames().forEachRemaining(name -> places.add(new Place(node, name, -1)));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, "", i));
        }
        node.forEach(child -> collect(child, places));
    }

    private static JsonNode replaced(JsonNode whole, int place, JsonNode other) {
        JsonNode copy = whole.deepCopy();
        Place there = places(copy).get(place);
        if (there.parent() instanceof ObjectNode object) {
            object.set(there.field(), other);
        } else {
            ((ArrayNode) there.parent()).set(there.index(), other);
        }
        return copy;
    }

    /** Removes a field. Losing one row of several only makes the list shorter, not spoilt. */
    private static JsonNode without(JsonNode whole, int place) {
        JsonNode copy = whole.deepCopy();
        Place there = places(copy).get(place);
        if (there.parent() instanceof ObjectNode object) {
            object.remove(there.field());
        }
        return copy;
    }

    private static byte[] bytes(JsonNode node) throws JsonProcessingException {
        return JSON.writeValueAsBytes(node);
    }
}
