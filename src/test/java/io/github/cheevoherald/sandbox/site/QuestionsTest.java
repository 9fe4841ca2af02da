package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionsTest {
    private static final String UNAUTHENTICATED =
            "{\"message\":\"Unauthenticated.\",\"errors\":[{\"status\":\"401\",\"code\":\"unauthorized\",\"title\":\"Unauthenticated.\"}]}";

    private final SiteFixture fixture = new SiteFixture();
    private final SiteWorld world = fixture.world;

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?y=", "?y=wrong"})
    void refusesAMissingOrWrongKey(String parameters) throws IOException {
        try (Response response = fixture.get("API/API_GetUserProfile.php" + parameters)) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string()).isEqualTo(UNAUTHENTICATED);
        }
    }

    @Test
    void countsAPlayersProgressInAnyNumberOfGames() throws IOException {
        Game game = world.addGame("Nine Doors", "SNES");
        world.addPlayer("Doorman");
        for (int i = 0; i < 3; i++) {
            Achievement door = world.addAchievement(game.id(), "Door " + i, "Open it", 10);
            if (i < 2) {
                world.unlock("Doorman", door.id(), i == 0);
            }
        }
        Achievement demoted = world.addAchievement(game.id(), "No door", "Never mind", 50);
        world.unlock("Doorman", demoted.id(), true);
        world.updateAchievement(demoted.id(), one -> one.withPromoted(false));

        JsonNode answer = fixture.json("API_GetUserProgress.php?u=Doorman&i=" + game.id() + ",999999,x");

        assertThat(answer).hasSize(2);
        assertThat(answer.path(Long.toString(game.id())))
                .hasToString("{\"NumPossibleAchievements\":3,\"PossibleScore\":30,\"NumAchieved\":2,"
                        + "\"ScoreAchieved\":20,\"NumAchievedHardcore\":1,\"ScoreAchievedHardcore\":10}");
        assertThat(answer.path("999999").path("NumPossibleAchievements").asInt(-1))
                .isZero();
        assertThat(fixture.json("API_GetUserProgress.php?u=Nobody&i=" + game.id()))
                .isEmpty();
    }

    @Test
    void acceptsTheKeyInEveryPlaceTheSiteReads() throws IOException {
        String url = fixture.site.url() + "API/API_GetUserProfile.php?u=Wren";
        String key = fixture.site.apiKey();
        List<Request> requests = List.of(
                new Request.Builder().url(url + "&y=" + key).build(),
                new Request.Builder()
                        .url(url)
                        .header("Authorization", "Bearer " + key)
                        .build(),
                new Request.Builder()
                        .url(url)
                        .post(new FormBody.Builder().add("y", key).build())
                        .build());

        for (Request request : requests) {
            try (Response response = fixture.send(request)) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "API_GetUserProfile.php | The u field is required.",
                "API_GetUserProfile.php?u= | The u field is required.",
                "API_GetUserProfile.php?u[]=x | The u must be a string.",
                "API_GetUserProfile.php?u=x | The u must be between 2 and 20 characters when providing a username.",
                "API_GetUserProfile.php?u=a_b | The u may only contain letters and numbers.",
                "API_GetUserProfile.php?u=01G7SWM8Q4VZ2R7N5E0K3T9X-D | The u must be a valid ULID.",
                "API_GetUserRecentAchievements.php?u=Wren&m=-1 | The m must be at least 0.",
                "API_GetUserRecentAchievements.php?u=Wren&m=1.5 | The m must be an integer.",
                "API_GetUserRecentAchievements.php?m=abc | The u field is required. (and 1 more error)",
                "API_GetUsersIFollow.php?c=501 | The c must not be greater than 500.",
            })
    void explainsWhatIsWrongWithAParameter(String question, String sentence) throws IOException {
        try (Response response = fixture.ask(question)) {
            assertThat(response.code()).isEqualTo(422);
        }
        assertThat(fixture.json(question).path("message").asText()).isEqualTo(sentence);
    }

    @Test
    void onlyTheProfileProvesThatAPlayerExists() throws IOException {
        assertThat(fixture.text("API_GetUserRecentAchievements.php?u=Nobody")).isEqualTo("[]");
        try (Response response = fixture.ask("API_GetUserProfile.php?u=Nobody")) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.body().string()).isEqualTo("[]");
        }
    }

    @Test
    void showsABannedPlayerAndHidesADeletedOne() throws IOException {
        world.updatePlayer("Wren", player -> player.withPermissions(-1));
        JsonNode banned = fixture.json("API_GetUserProfile.php?u=Wren");
        assertThat(banned.path("Permissions").asInt()).isEqualTo(-1);
        assertThat(banned.path("Untracked").asInt()).isEqualTo(1);

        world.updatePlayer("Wren", player -> player.withDeleted(true));

        try (Response response = fixture.ask("API_GetUserProfile.php?u=" + fixture.wren.ulid())) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    @Test
    void aRenamedPlayerKeepsTheNameOfThePicture() throws IOException {
        world.updatePlayer("Wren", player -> player.withDisplayName("Heron"));

        JsonNode profile = fixture.json("API_GetUserProfile.php?u=wren");

        assertThat(profile.path("User").asText()).isEqualTo("Heron");
        assertThat(profile.path("UserPic").asText()).isEqualTo("/UserPic/Wren.png");
    }

    @Test
    void writesJsonAsPhpDoes() throws IOException {
        Achievement achievement = fixture.achievement("Café");
        world.unlock("Wren", achievement.id(), true);

        assertThat(fixture.text("API_GetUserRecentAchievements.php?u=Wren"))
                .contains("\"Title\":\"Caf\\u00e9\"", "\"BadgeURL\":\"\\/Badge\\/");
    }

    @Test
    void listsUnlocksOfAnAchievementNewestFirstInPages() throws IOException {
        Achievement achievement = fixture.achievement("a");
        for (int number = 0; number < 60; number++) {
            world.addPlayer("Player" + number);
            Instant date = SiteFixture.START.minusSeconds(number);
            world.unlock("Player" + number, achievement.id(), number % 2 == 0, date, SiteFixture.START);
        }

        JsonNode first = fixture.json("API_GetAchievementUnlocks.php?a=" + achievement.id());
        JsonNode second = fixture.json("API_GetAchievementUnlocks.php?a=" + achievement.id() + "&c=500&o=50");

        assertThat(first.path("UnlocksCount").asInt()).isEqualTo(60);
        assertThat(first.path("UnlocksHardcoreCount").asInt()).isEqualTo(30);
        assertThat(first.path("Unlocks")).hasSize(50);
        assertThat(first.at("/Unlocks/0/User").asText()).isEqualTo("Player0");
        assertThat(first.at("/Unlocks/0/DateAwarded").asText()).isEqualTo("2026-03-01T12:00:00.000000Z");
        assertThat(second.path("Unlocks")).hasSize(10);
        assertThat(fixture.json("API_GetAchievementUnlocks.php?a=" + achievement.id() + "&c=0")
                        .path("Unlocks"))
                .isEmpty();
    }

    @Test
    void aMissingAchievementIs404() throws IOException {
        try (Response response = fixture.ask("API_GetAchievementUnlocks.php?a=99")) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    @Test
    void unknownMethodsAreNotFoundAndRemovedOnesAreGone() throws IOException {
        try (Response response = fixture.ask("API_GetNothing.php")) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.body().string()).contains("\"code\":\"not_found\"");
        }
        try (Response response = fixture.ask("API_GetFeed.php")) {
            assertThat(response.code()).isEqualTo(410);
        }
    }

    @Test
    void drawsTheSamePictureForTheSameName() throws IOException {
        byte[] badge = picture("Badge/12345.png");

        assertThat(ImageIO.read(new ByteArrayInputStream(badge)).getWidth()).isEqualTo(64);
        assertThat(picture("Badge/12345.png")).isEqualTo(badge);
        assertThat(picture("Badge/12346.png")).isNotEqualTo(badge);
        assertThat(picture("Badge/12345_lock.png")).isNotEqualTo(badge);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture("UserPic/Wren.png")))
                        .getWidth())
                .isEqualTo(128);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture("Images/000123.png")))
                        .getWidth())
                .isEqualTo(96);
    }

    @Test
    void linkedPagesEscapeWhatUsersWrote() throws IOException {
        Achievement achievement = fixture.achievement("<script>");

        for (String path : List.of("achievement/" + achievement.id(), "game/" + fixture.game.id())) {
            try (Response response = fixture.get(path)) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.body().string()).contains("&lt;script&gt;").doesNotContain("<script>");
            }
        }
        try (Response response = fixture.get("user/Nobody")) {
            assertThat(response.code()).isEqualTo(404);
        }
    }

    private byte[] picture(String path) throws IOException {
        try (Response response = fixture.get(path)) {
            assertThat(response.header("Content-Type")).isEqualTo("image/png");
            return response.body().bytes();
        }
    }
}
