package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileReaderTest {
    private static final Outcome<Profile> MISSING = new Outcome.Missing<>(Outcome.Thing.PLAYER);

    @Test
    void readsEveryField() {
        assertThat(Answers.found(ProfileReader.read(Answers.json("profile.json"), "wavecrest")))
                .isEqualTo(new Profile("WaveCrest", "01HZ0000000000000000000B02", "/UserPic/wavecrest.png", 1));
    }

    @Test
    void readsTheOlderFormInWhichEveryNumberWasAString() {
        Profile profile = Answers.found(ProfileReader.read(Answers.json("profile_old_strings.json"), "wavecrest"));

        assertThat(profile)
                .isEqualTo(new Profile("WaveCrest", "01HZ0000000000000000000B02", "/UserPic/wavecrest.png", -1));
        assertThat(profile.isBanned()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "404; []",
                "404; {}",
                "422; {\"message\":\"The u may only contain letters and numbers.\",\"errors\":{\"u\":[\"The u may …\"]}}"
            })
    void recognizesTheSitesAnswerForAMissingPlayer(int status, String body) {
        assertThat(ProfileReader.read(Answers.parsed(status, body), "nobody")).isEqualTo(MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200; []",
                "200; {}",
                "404; {\"message\":\"Not Found\",\"errors\":[{\"status\":\"404\"}]}",
                "422; {\"message\":\"The g field is required.\",\"errors\":{\"g\":[\"…\"]}}",
                "200; {\"User\":\"WaveCrest\"}",
                "200; {\"User\":null,\"ULID\":\"01HZ0000000000000000000B02\"}"
            })
    void acceptsNothingElseAsAnAnswer(int status, String body) {
        assertThatThrownBy(() -> ProfileReader.read(Answers.parsed(status, body), "wavecrest"))
                .isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void refusesAnAnswerAboutAnotherPlayerWhenAskedByUlid() {
        assertThatThrownBy(() -> ProfileReader.read(Answers.json("profile.json"), "01HZ0000000000000000000ZZZ"))
                .isInstanceOf(UnexpectedShape.class);
        assertThat(ProfileReader.read(Answers.json("profile.json"), "01hz0000000000000000000b02"))
                .isInstanceOf(Outcome.Found.class);
    }
}
