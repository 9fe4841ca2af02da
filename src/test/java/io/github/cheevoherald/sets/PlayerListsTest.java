package io.github.cheevoherald.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteAward;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlayerListsTest {
    private static final Player ANN = new Player(1, "01ANN", "Ann", "", null, false);

    private final List<String> asked = new ArrayList<>();

    private PlayerLists lists(Optional<Set<Long>> recorded) {
        SecondApi second = (SecondApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SecondApi.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName() + " " + arguments[0]);
                    return new Outcome.Found<>(List.of(
                            award(AwardKind.BEATEN_HARDCORE, 4),
                            award(AwardKind.COMPLETED, 5),
                            award(AwardKind.MASTERED, 6)));
                });
        RetroAchievements first = (RetroAchievements) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RetroAchievements.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method.getName());
                });
        return PlayerLists.of(first, second, id -> recorded);
    }

    private static SiteAward award(AwardKind kind, long game) {
        return new SiteAward(game, "01ANN", "Ann", kind, Instant.EPOCH, "Game", null, game, null, null, null);
    }

    @Test
    void whatIsRecordedIsNotAskedFor() {
        assertThat(lists(Optional.of(Set.of(7L))).completed().apply(ANN)).isEqualTo(new Outcome.Found<>(Set.of(7L)));
        assertThat(asked).isEmpty();
    }

    @Test
    void otherwiseTheSiteKnows() {
        assertThat(lists(Optional.empty()).completed().apply(ANN)).isEqualTo(new Outcome.Found<>(Set.of(5L, 6L)));
        assertThat(asked).containsExactly("awards 01ANN");
    }
}
