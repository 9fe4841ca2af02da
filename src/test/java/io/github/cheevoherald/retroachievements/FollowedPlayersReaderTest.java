package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.retroachievements.FollowedPlayers.Followed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FollowedPlayersReaderTest {
    private static final FollowedPlayers PAGE = new FollowedPlayers(
            120,
            List.of(
                    new Followed("wavecrest", "01HZ0000000000000000000B02", 1882, 258),
                    new Followed("gullwing", "01HZ0000000000000000000C03", 8317, 0)));

    private static FollowedPlayers read(String body) {
        return Answers.found(FollowedPlayersReader.read(Answers.parsed(200, body)));
    }

    @Test
    void readsEveryField() {
        assertThat(read(Answers.text("users_i_follow.json"))).isEqualTo(PAGE);
    }

    @Test
    void readsRowsThatArriveAsAnObject() {
        String body = Answers.text("users_i_follow.json")
                .replace("[", "{\"0\":")
                .replace("},\n    {\n      \"User\": \"gullwing\"", "},\"3\":{\"User\": \"gullwing\"")
                .replace("]", "}");

        assertThat(read(body)).isEqualTo(PAGE);
    }

    @Test
    void followingNobodyIsAnAnswer() {
        assertThat(read("{\"Count\":0,\"Total\":0,\"Results\":[]}")).isEqualTo(new FollowedPlayers(0, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"Count\":0,\"Total\":0}",
                "{\"Count\":0,\"Results\":[]}",
                "{\"Count\":1,\"Total\":1,\"Results\":[{\"User\":\"a\"}]}"
            })
    void acceptsNothingElseAsAnAnswer(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnexpectedShape.class);
    }
}
