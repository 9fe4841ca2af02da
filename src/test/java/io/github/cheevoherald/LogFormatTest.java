package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody who reads the log a week later needs to know the day and the time zone of each line. */
final class LogFormatTest {
    @Test
    void everyLineHasItsDateAndUtcOffset() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/logback.xml"));

        assertThat(Pattern.compile("<pattern>([^ ]+ [^ ]+)")
                        .matcher(settings)
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(2)
                .containsOnly("%d{yyyy-MM-dd HH:mm:ss.SSSXXX}");
    }
}
