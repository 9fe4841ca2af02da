package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Consoles of games that the second API names without them. */
final class GameConsolesTest {
    private final List<List<Object>> asked = new ArrayList<>();
    private Outcome<List<GameConsole>> answer = new Outcome.Found<>(List.of(new GameConsole(7, "SNES")));
    private final GameConsoles consoles = new GameConsoles(site());

    private SecondApi site() {
        return (SecondApi) Proxy.newProxyInstance(
                SecondApi.class.getClassLoader(), new Class<?>[] {SecondApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("consolesOf")) {
                        asked.add(new ArrayList<>((Collection<?>) arguments[0]));
                        return answer;
                    }
                    return Objects.requireNonNull(Map.of(
                                    "gamesOf",
                                    new Outcome.Found<>(List.of(
                                            new AchievementGame(1, 7, "Moss", ""),
                                            new AchievementGame(2, 8, "Moss [Subset - Bonus]", ""))),
                                    "leaderboardEntries",
                                    new Outcome.Found<>(ApiPage.whole(
                                            List.of(entry(new LeaderboardEntry.Game(7, "Moss", "", "")), entry(null)),
                                            1)))
                            .get(method.getName()));
                });
    }

    private static LeaderboardEntry entry(LeaderboardEntry.@Nullable Game game) {
        return new LeaderboardEntry(1, new LeaderboardEntry.Board(1, "Rush", "", true, game), 5, "5", 1, null);
    }

    private List<String> ofAchievements() {
        return consoles.gamesOf(List.of(1L, 2L)).found().orElseThrow().stream()
                .map(AchievementGame::console)
                .toList();
    }

    @Test
    void asksOnceForEachGameAndLeavesOutWhatTheSiteDoesNotSay() {
        assertThat(ofAchievements()).containsExactly("SNES", "");
        assertThat(ofAchievements()).containsExactly("SNES", "");

        ApiPage<LeaderboardEntry> entries =
                consoles.leaderboardEntries("01ANN", List.of(7L)).found().orElseThrow();
        assertThat(entries.skipped()).isEqualTo(1);
        assertThat(entries.rows())
                .extracting(entry -> entry.board().game())
                .containsExactly(new LeaderboardEntry.Game(7, "Moss", "", "SNES"), null);
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0)).containsExactlyInAnyOrder(7L, 8L);
    }

    @Test
    void asksForNothingThatCameWithSomethingElse() {
        consoles.learned(7, "SNES");
        consoles.learned(8, "SNES");
        consoles.learned(8, "");

        assertThat(ofAchievements()).containsExactly("SNES", "SNES");
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutAnAnswerItAsksAgainNextTime() {
        Outcome<List<GameConsole>> right = answer;
        answer = new Outcome.Unavailable<>("no");
        assertThat(ofAchievements()).containsExactly("", "");

        answer = right;
        assertThat(ofAchievements()).containsExactly("SNES", "");
    }
}
