package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares field names and types with example bodies of the real site, if those are available. */
final class AnswerShapesTest {
    private static final Path EXAMPLES = Path.of("..", "shared", "reference", "ra-examples");

    private static final String NULL = "null";

    private final SiteFixture fixture = new SiteFixture();

    @BeforeEach
    void fillTheWorld() {
        SiteWorld world = fixture.world;
        Achievement progression = fixture.achievement("Café au lait");
        world.updateAchievement(progression.id(), a -> a.withType("progression"));
        Achievement missable = fixture.achievement("Missable");
        world.updateAchievement(missable.id(), a -> a.withType("missable"));
        Achievement plain = fixture.achievement("Plain");
        world.unlock("Wren", progression.id(), false);
        world.unlock("Wren", missable.id(), true);
        world.unlock("Wren", plain.id(), true);
        world.updatePlayer("Wren", player -> player.withWords("Hoot", "Level 3"));
        Ticket resolved = world.tickets().open(plain.id(), "Wren", 1, "a<br/>b", null);
        world.tickets().move(resolved.id(), TicketState.RESOLVED, "Wren");
        Ticket open = world.tickets().open(missable.id(), "Wren", 2, "c", true);
        world.tickets().open(plain.id(), "Wren", 2, "d", false);
        world.tickets().move(open.id(), TicketState.REQUEST, null);
        world.addPlayer("Egret");
        world.follow("Wren");
        world.follow("Egret");
        Game event = world.addGame("Achievement of the Week", Game.EVENTS);
        world.eventPairs()
                .copy(plain.id(), event.id(), SiteFixture.START, SiteFixture.START.plus(Duration.ofDays(7)), "Week 9");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "user_recent_achievements.json, API_GetUserRecentAchievements.php?u=Wren",
        "achievements_earned_between.json, API_GetAchievementsEarnedBetween.php?u=Wren&f=0&t=1900000000",
        "achievement_unlocks.json, API_GetAchievementUnlocks.php?a=10001",
        "achievement_unlocks_404.json, API_GetAchievementUnlocks.php?a=99",
        "achievement_unlocks_no_id.json, API_GetAchievementUnlocks.php",
        "ticket_by_id.json, API_GetTicketData.php?i=5001",
        "ticket_by_id_404.json, API_GetTicketData.php?i=99999999",
        "tickets_by_achievement.json, API_GetTicketData.php?a=10002",
        "tickets_by_game_detailed.json, API_GetTicketData.php?g=101&d=1",
        "tickets_by_user.json, API_GetTicketData.php?u=SetBuilder",
        "tickets_most_reported.json, API_GetTicketData.php?f=1",
        "tickets_recent.json, API_GetTicketData.php",
        "user_profile.json, API_GetUserProfile.php?u=Wren",
        "user_profile_404.json, API_GetUserProfile.php?u=Nobody",
        "error_422_u_chars.json, API_GetUserProfile.php?u=a-b",
        "users_i_follow.json, API_GetUsersIFollow.php",
        "recent_game_awards.json, API_GetRecentGameAwards.php",
        "achievement_of_the_week.json, API_GetAchievementOfTheWeek.php",
    })
    void hasTheFieldsAndTypesOfTheExample(String example, String question) throws IOException {
        Path file = EXAMPLES.resolve(example);
        assumeTrue(Files.exists(file), "the examples aren't available");
        JsonNode expected = new ObjectMapper().readTree(file.toFile());

        JsonNode answer = fixture.json(question);

        Map<String, String> actualShape = shape(answer);
        Map<String, String> expectedShape = shape(expected);
        assertThat(actualShape.keySet()).isEqualTo(expectedShape.keySet());
        assertThat(actualShape)
                .allSatisfy((path, kind) -> assertThat(kind)
                        .as(path)
                        .matches(actual -> actual.equals(NULL)
                                || NULL.equals(expectedShape.get(path))
                                || actual.equals(expectedShape.get(path))));
        assertThat(answer.isEmpty()).isEqualTo(expected.isEmpty());
    }

    /** Each path with the kinds of values found there; null fits any kind. */
    private static Map<String, String> shape(JsonNode node) {
        Map<String, String> shape = new TreeMap<>();
        collect("", node, shape);
        return shape;
    }

    private static void collect(String path, JsonNode node, Map<String, String> shape) {
        if (node.isArray()) {
            shape.put(path, "ARRAY");
            node.forEach(item -> collect(path + "[]", item, shape));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), shape));
        } else if (!node.isNull()) {
            shape.put(path, node.getNodeType().name());
        } else {
            shape.putIfAbsent(path, NULL);
        }
    }
}
