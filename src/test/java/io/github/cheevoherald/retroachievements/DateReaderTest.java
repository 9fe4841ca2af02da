package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateReaderTest {
    @ParameterizedTest
    @CsvSource({
        "2023-10-27 00:19:05, 2023-10-27T00:19:05Z",
        "2023-10-27T00:19:05, 2023-10-27T00:19:05Z",
        "2023-10-27T00:19:05.000000Z, 2023-10-27T00:19:05Z",
        "2023-10-27T00:19:05.987654Z, 2023-10-27T00:19:05Z",
        "2023-10-27T00:19:05+00:00, 2023-10-27T00:19:05Z",
        "2023-10-27 02:19:05+02:00, 2023-10-27T00:19:05Z",
        "2023-10-26T19:49:05-0430, 2023-10-27T00:19:05Z",
        "2023-10-27T02:19:05+02, 2023-10-27T00:19:05Z",
        "2023-10-27, 2023-10-27T00:00:00Z",
        "' 2023-10-27 00:19:05 ', 2023-10-27T00:19:05Z"
    })
    void readsEveryFormTheSiteWrites(String text, Instant date) {
        assertThat(DateReader.parse(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2023-13-01",
                "2023-02-30 00:00:00",
                "2023-10-27 25:00:00",
                "1698365945",
                "2023-10-27 00:19:05 or so",
                "+999999999-12-31 00:00:00"
            })
    void acceptsNothingElseAsADate(String text) {
        assertThat(DateReader.parse(text)).isEmpty();
    }

    @Test
    void keepsWholeSecondsSoThatEndpointsAgreeOnAnUnlock() {
        assertThat(DateReader.parse("2023-10-27T00:19:05.999999Z")).isEqualTo(DateReader.parse("2023-10-27 00:19:05"));
    }
}
