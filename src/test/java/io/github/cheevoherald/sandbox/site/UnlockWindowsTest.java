package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UnlockWindowsTest {
    private static final String RECENT = "API_GetUserRecentAchievements.php?u=Wren&m=";
    private static final Instant NOW = SiteFixture.START;

    private final SiteFixture fixture = new SiteFixture();
    private final SiteWorld world = fixture.world;

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void includesBothEndsOfTheWindow() throws IOException {
        unlockAt("too old", NOW.minusSeconds(601));
        unlockAt("oldest", NOW.minusSeconds(600));
        unlockAt("newest", NOW.plusSeconds(60));
        unlockAt("too new", NOW.plusSeconds(61));

        assertThat(fixture.titles(RECENT + 10)).containsExactly("newest", "oldest");
        assertThat(fixture.titles("API_GetAchievementsEarnedBetween.php?u=Wren&f=%d&t=%d"
                        .formatted(NOW.getEpochSecond() - 600, NOW.getEpochSecond() + 60)))
                .containsExactly("oldest", "newest");
    }

    @Test
    void measuresTheWindowByItsOwnClock() throws IOException {
        unlockAt("a", NOW.minus(Duration.ofMinutes(30)));
        assertThat(fixture.titles(RECENT + 20)).isEmpty();

        fixture.site.setClockOffset(Duration.ofMinutes(-20));

        assertThat(fixture.titles(RECENT + 20)).containsExactly("a");
        try (var response = fixture.ask(RECENT + 20)) {
            assertThat(response.header("Date")).isEqualTo("Sun, 1 Mar 2026 11:40:00 GMT");
        }
    }

    @Test
    void anEmptyMinuteParameterMeansAnHour() throws IOException {
        unlockAt("a", NOW.minus(Duration.ofMinutes(60)));
        unlockAt("b", NOW.minus(Duration.ofMinutes(61)));

        assertThat(fixture.titles(RECENT)).containsExactly("a");
        assertThat(fixture.titles("API_GetUserRecentAchievements.php?u=wren")).containsExactly("a");
        assertThat(fixture.titles(RECENT + 0)).isEmpty();
    }

    @Test
    void returnsTheOldestFiveHundredOfAFullWindow() throws IOException {
        List<Achievement> all = fixture.achievements(600);
        for (int index = 0; index < 600; index++) {
            Instant date = NOW.minusSeconds(600 - index);
            world.unlock("Wren", all.get(index).id(), true, date, NOW);
        }

        List<String> recent = fixture.titles(RECENT + 60);
        List<String> between =
                fixture.titles("API_GetAchievementsEarnedBetween.php?u=Wren&f=0&t=" + NOW.getEpochSecond());

        assertThat(recent).hasSize(500).startsWith("Number 500").endsWith("Number 1");
        assertThat(between).hasSize(500).startsWith("Number 1").endsWith("Number 500");
    }

    @Test
    void addsUpThePointsOnlyBetweenTwoTimes() throws IOException {
        unlockAt("a", NOW.minusSeconds(2));
        unlockAt("b", NOW.minusSeconds(1));

        JsonNode rows = fixture.json("API_GetAchievementsEarnedBetween.php?u=Wren&f=0&t=" + NOW.getEpochSecond());

        assertThat(rows.findValuesAsText("CumulScore")).containsExactly("5", "10");
        assertThat(fixture.json(RECENT + 5).findValues("CumulScore")).isEmpty();
    }

    @Test
    void aMissingOrSwappedEndIsAnEmptyWindow() throws IOException {
        unlockAt("a", NOW);

        assertThat(fixture.text("API_GetAchievementsEarnedBetween.php?u=Wren&f=5"))
                .isEqualTo("[]");
        assertThat(fixture.text("API_GetAchievementsEarnedBetween.php?u=Wren&f=1900000000&t=1"))
                .isEqualTo("[]");
        assertThat(fixture.text("API_GetAchievementsEarnedBetween.php?u=Wren&f=1772366400000&t=1772366500000"))
                .isEqualTo("[]");
    }

    @Test
    void aLateUnlockAppearsWithItsOwnDate() throws IOException {
        Achievement late = fixture.achievement("late");
        world.unlock("Wren", late.id(), true, NOW.minus(Duration.ofDays(3)), NOW.plusSeconds(90));
        assertThat(fixture.titles(RECENT + 20160)).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(90));

        assertThat(fixture.titles(RECENT + 20160)).containsExactly("late");
        assertThat(fixture.titles(RECENT + 60)).isEmpty();
    }

    @Test
    void anUpgradeChangesTheRow() throws IOException {
        Achievement achievement = fixture.achievement("a");
        world.unlock("Wren", achievement.id(), false, NOW.minusSeconds(50), NOW);
        world.upgrade("Wren", achievement.id(), NOW.minusSeconds(80), NOW.plusSeconds(10));
        assertThat(fixture.json(RECENT + 5).findValuesAsText("HardcoreMode")).containsExactly("0");

        fixture.clock.advance(Duration.ofSeconds(10));

        JsonNode rows = fixture.json(RECENT + 5);
        assertThat(rows.findValuesAsText("HardcoreMode")).containsExactly("1");
        assertThat(rows.findValuesAsText("Date")).containsExactly("2026-03-01 11:58:40");
    }

    @Test
    void anEventTwinHasTheSameSecond() throws IOException {
        Achievement achievement = fixture.achievement("a");
        Game event = world.addGame("Spring Relay", Game.EVENTS);
        Achievement copy = world.addAchievement(event.id(), "Relay: a", "Do a", 0);
        world.unlock("Wren", achievement.id(), true, NOW.minusSeconds(7), NOW);
        world.twin("Wren", achievement.id(), copy.id(), NOW);

        JsonNode rows = fixture.json(RECENT + 5);

        assertThat(rows.findValuesAsText("ConsoleName")).containsExactlyInAnyOrder("SNES", "Events");
        assertThat(rows.findValuesAsText("Date")).containsOnly("2026-03-01 11:59:53");
    }

    @Test
    void demotedAndResetUnlocksVanishAndMayComeBack() throws IOException {
        Achievement demoted = fixture.achievement("demoted");
        Achievement reset = fixture.achievement("reset");
        Achievement flickering = fixture.achievement("flickering");
        world.unlock("Wren", demoted.id(), true);
        world.unlock("Wren", reset.id(), true);
        world.unlock("Wren", flickering.id(), true);
        world.updateAchievement(demoted.id(), a -> a.withPromoted(false));
        world.reset("Wren", reset.id(), NOW);
        world.vanish("Wren", flickering.id(), NOW, NOW.plusSeconds(30));
        assertThat(fixture.titles(RECENT + 5)).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(30));
        world.updateAchievement(demoted.id(), a -> a.withPromoted(true));

        assertThat(fixture.titles(RECENT + 5)).containsExactlyInAnyOrder("demoted", "flickering");
    }

    @Test
    void aBurstIsOneUnlockPerSecondEndingNow() throws IOException {
        fixture.achievements(37);

        world.burst("Wren", fixture.game.id(), 37, true);

        assertThat(fixture.json(RECENT + 5).findValuesAsText("Date"))
                .hasSize(37)
                .startsWith("2026-03-01 12:00:00")
                .endsWith("2026-03-01 11:59:24");
    }

    @Test
    void findsAPlayerByEachNameAndUlidUntilDeleted() throws IOException {
        unlockAt("a", NOW);
        world.updatePlayer("Wren", player -> player.withDisplayName("Heron"));

        for (String name : List.of("Wren", "HERON", fixture.wren.ulid())) {
            assertThat(fixture.titles("API_GetUserRecentAchievements.php?u=" + name))
                    .containsExactly("a");
        }
        world.updatePlayer("Heron", player -> player.withDeleted(true));
        assertThat(fixture.text("API_GetUserRecentAchievements.php?u=Heron")).isEqualTo("[]");
    }

    private void unlockAt(String title, Instant date) {
        world.unlock("Wren", fixture.achievement(title).id(), true, date, NOW);
    }
}
