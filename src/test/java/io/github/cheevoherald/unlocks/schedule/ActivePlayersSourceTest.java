package io.github.cheevoherald.unlocks.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.ActivePlayer;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.rota.ActivitySource.Mark;
import io.github.cheevoherald.rota.ActivitySource.Page;
import io.github.cheevoherald.rota.Points;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ActivePlayersSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final List<Integer> asked = new ArrayList<>();
    private final List<ActivePlayer> read = new ArrayList<>();

    /** The second API, which is asked for nothing but pages of active players. */
    private ActivePlayersSource source(Outcome<ApiPage<ActivePlayer>> answer) {
        SecondApi api = (SecondApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SecondApi.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("activePlayers");
                    asked.add((Integer) arguments[0]);
                    return answer;
                });
        return new ActivePlayersSource(api, read::addAll);
    }

    private static Outcome<ApiPage<ActivePlayer>> found(boolean hasMore, ActivePlayer... players) {
        return new Outcome.Found<>(new ApiPage<>(List.of(players), hasMore));
    }

    @Test
    void readsPagesWithBothKindsOfPointsAndTheTime() {
        ActivePlayersSource source = source(found(
                true,
                new ActivePlayer("A", "Ana", 10, 200, NOW, NOW, 7L),
                new ActivePlayer("B", "Ben", 0, 0, null, null, null)));

        Page first = source.ask(0).orElseThrow();
        source.ask(ActivityScan.PAGE);
        source.ask(7 * ActivityScan.PAGE);

        assertThat(ActivityScan.PAGE).isEqualTo(SecondApi.MAX_ROWS);
        assertThat(asked).containsExactly(1, 2, 8);
        assertThat(read)
                .extracting(ActivePlayer::displayName)
                .startsWith("Ana", "Ben")
                .hasSize(6);
        assertThat(first.marks())
                .containsExactly(new Mark("A", new Points(10, 200), NOW), new Mark("B", new Points(0, 0)));
    }

    @Test
    void theListGoesOnUntilTheSiteHasNoMore() {
        ActivePlayer ana = new ActivePlayer("A", "Ana", 10, 200, NOW, NOW, 7L);

        assertThat(source(found(true, ana)).ask(300).orElseThrow().total()).isGreaterThan(400);
        assertThat(source(found(false, ana)).ask(300).orElseThrow().total()).isEqualTo(301);
    }

    @Test
    void aPageWithoutRowsBeyondTheFirstIsNoAnswerSinceItWouldEndTheList() {
        assertThat(source(found(false)).ask(300)).isEmpty();
        assertThat(source(found(true)).ask(100)).isEmpty();
        assertThat(source(found(false)).ask(0).orElseThrow().marks()).isEmpty();
    }

    private static Stream<Outcome<ApiPage<ActivePlayer>>> noAnswers() {
        return Stream.of(
                new Outcome.RefusedKey<>(),
                new Outcome.Throttled<>(Outcome.By.SITE, Duration.ofSeconds(40)),
                new Outcome.Unavailable<>("HTTP 404: no such API there"),
                new Outcome.Forbidden<>("no"),
                new Outcome.Malformed<>("data is not a list"));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void whatIsNoAnswerIsNoPage(Outcome<ApiPage<ActivePlayer>> answer) {
        assertThat(source(answer).ask(0)).isEmpty();
    }
}
