package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.site.Award.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AwardsTest {
    private final SiteFixture fixture = new SiteFixture();
    private final SiteWorld world = fixture.world;
    private final long game = fixture.game.id();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<Achievement> set(int size, int necessary) {
        List<Achievement> set = fixture.achievements(size);
        for (Achievement achievement : set.subList(0, necessary)) {
            world.updateAchievement(achievement.id(), one -> one.withType("progression"));
        }
        return set;
    }

    private List<Kind> kinds() {
        return world.awards().of("Wren").stream().map(Award::kind).toList();
    }

    @Test
    void aGameIsBeatenWithEverythingNecessaryAndMasteredWithTheWholeSet() {
        List<Achievement> set = set(6, 2);

        world.unlock("Wren", set.get(0).id(), true);
        assertThat(kinds()).isEmpty();
        world.unlock("Wren", set.get(1).id(), true);
        assertThat(kinds()).containsExactly(Kind.BEATEN_HARDCORE);
        world.burst("Wren", game, 4, true);
        assertThat(kinds()).containsExactly(Kind.BEATEN_HARDCORE, Kind.MASTERED);
    }

    @Test
    void aSetOfFiveIsNeverMasteredAndASetWithoutNecessaryOnesNeverBeaten() {
        set(5, 0);
        world.burst("Wren", game, 5, true);

        assertThat(kinds()).isEmpty();
    }

    @Test
    void theCasualRowsGoWhenTheHardcoreOnesCome() {
        List<Achievement> set = set(6, 1);
        world.burst("Wren", game, 6, false);
        List<Award> casual = world.awards().of("Wren");
        assertThat(kinds()).containsExactly(Kind.BEATEN_CASUAL, Kind.COMPLETED);

        set.forEach(achievement -> world.upgrade("Wren", achievement.id()));

        assertThat(kinds()).containsExactly(Kind.BEATEN_HARDCORE, Kind.MASTERED);
        assertThat(world.awards().of("Wren"))
                .allMatch(award -> award.id() > casual.get(1).id());
    }

    @Test
    void aLateAwardHasTheDateOfTheUnlockAndTheNumberOfTheMomentAtWhichItShows() {
        List<Achievement> set = set(2, 1);
        world.addPlayer("Egret");
        Instant earlier = SiteFixture.START.minus(Duration.ofDays(3));
        Instant later = SiteFixture.START.plusSeconds(60);
        world.unlock("Wren", set.get(0).id(), true, earlier, later);
        world.unlock("Egret", set.get(0).id(), true);
        assertThat(world.awards().all()).hasSize(1);

        fixture.clock.advance(Duration.ofSeconds(60));

        assertThat(world.awards().all()).hasSize(2).last().satisfies(award -> {
            assertThat(award.player()).isEqualTo(fixture.wren.ulid());
            assertThat(award.awardedAt()).isEqualTo(earlier);
        });
    }

    @Test
    void aRevisedSetTakesABeatenGameAwayAndLeavesAMasteredOne() {
        set(6, 1);
        world.burst("Wren", game, 6, true);
        long first = world.awards().of("Wren").get(0).id();

        Achievement added = fixture.achievement("Now needed");
        world.updateAchievement(added.id(), one -> one.withType("win_condition"));
        assertThat(kinds()).containsExactly(Kind.MASTERED);
        world.unlock("Wren", added.id(), true);

        assertThat(kinds()).containsExactly(Kind.MASTERED, Kind.BEATEN_HARDCORE);
        assertThat(world.awards().of("Wren").get(1).id()).isGreaterThan(first);
    }

    @Test
    void aResetTakesABeatenGameAway() {
        List<Achievement> set = set(2, 1);
        world.unlock("Wren", set.get(0).id(), true);
        assertThat(kinds()).containsExactly(Kind.BEATEN_HARDCORE);

        world.reset("Wren", set.get(0).id(), fixture.clock.instant());

        assertThat(kinds()).isEmpty();
    }

    @Test
    void anAwardCanBeEarnedAgainInAnotherRow() {
        List<Achievement> set = set(2, 1);
        world.unlock("Wren", set.get(0).id(), true);
        Award before = world.awards().of("Wren").get(0);

        Award again = world.awards().reearn("Wren", game);

        assertThat(world.awards().of("Wren")).containsExactly(again);
        assertThat(again.id()).isGreaterThan(before.id());
        assertThat(again.awardedAt()).isEqualTo(before.awardedAt());
        world.addPlayer("Egret");
        assertThatIllegalArgumentException().isThrownBy(() -> world.awards().reearn("Egret", game));
    }

    @Test
    void anEventsNextTierKeepsTheRow() {
        Game event = world.addGame("Fair", Game.EVENTS);
        Award first = world.awards().grant("Wren", event.id(), 0);
        fixture.clock.advance(Duration.ofHours(1));

        Award second = world.awards().grant("Wren", event.id(), 1);

        assertThat(world.awards().all()).containsExactly(second);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.awardedAt()).isEqualTo(first.awardedAt().plus(Duration.ofHours(1)));
    }

    @Test
    void theFirstApiListsThemByDateAndAsAnObjectWhereOneIsMissing() throws IOException {
        List<Achievement> set = set(2, 1);
        Instant now = SiteFixture.START;
        for (String name : List.of("Ada", "Bel", "Cid")) {
            world.addPlayer(name);
        }
        world.unlock("Ada", set.get(0).id(), false, now.minusSeconds(30), now);
        world.unlock("Bel", set.get(0).id(), true, now.minusSeconds(10), now);
        world.unlock("Cid", set.get(0).id(), true, now.minusSeconds(20), now);

        JsonNode all = fixture.json("API_GetRecentGameAwards.php?c=2");
        assertThat(all.path("Total").asInt()).isEqualTo(3);
        assertThat(all.path("Results").isArray()).isTrue();
        assertThat(all.path("Results").findValuesAsText("User")).containsExactly("Bel", "Cid");
        assertThat(fixture.json("API_GetRecentGameAwards.php?k=beaten-softcore,x")
                        .path("Results")
                        .findValuesAsText("User"))
                .containsExactly("Ada");

        world.updatePlayer("Bel", player -> player.withDeleted(true));
        JsonNode gap = fixture.json("API_GetRecentGameAwards.php");
        assertThat(gap.path("Count").asInt()).isEqualTo(2);
        assertThat(gap.path("Results").isObject()).isTrue();
        assertThat(gap.path("Results").path("1").path("User").asText()).isEqualTo("Cid");
    }
}
