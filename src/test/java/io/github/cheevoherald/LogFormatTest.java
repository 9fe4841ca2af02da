package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever reads the log after a week wants to know of which day, and by whose clock, a line speaks. */
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
