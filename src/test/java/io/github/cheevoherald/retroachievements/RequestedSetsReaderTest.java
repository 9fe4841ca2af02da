package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestedSetsReaderTest {
    private static Outcome<Set<Long>> read(int status, String body) {
        return RequestedSetsReader.read(Answers.parsed(status, body));
    }

    @Test
    void readsTheGames() {
        assertThat(read(200, Answers.text("set_requests.json"))).isEqualTo(new Outcome.Found<>(Set.of(8149L, 9001L)));
    }

    @Test
    void noRequestsAreAnAnswer() {
        assertThat(read(200, "{\"RequestedSets\":[],\"TotalRequests\":0,\"PointsForNext\":5000}"))
                .isEqualTo(new Outcome.Found<>(Set.of()));
    }

    @Test
    void anUnknownPlayerIsMissing() {
        assertThat(read(404, "[]")).isEqualTo(new Outcome.Missing<>(Outcome.Thing.PLAYER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"RequestedSets\":null}", "{\"RequestedSets\":[{\"Title\":\"x\"}]}", "7"})
    void anythingElseIsNoAnswer(String body) {
        assertThatThrownBy(() -> read(200, body)).isInstanceOf(UnexpectedShape.class);
    }
}
