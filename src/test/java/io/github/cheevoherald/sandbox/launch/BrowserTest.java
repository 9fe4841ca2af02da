package io.github.cheevoherald.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrowserTest {
    private static final URI PAGE = URI.create("http://127.0.0.1:8077/");

    @ParameterizedTest
    @CsvSource({
        "Linux, xdg-open",
        "Mac OS X, open",
        "Windows 11, rundll32",
        "SomethingElse, xdg-open",
    })
    void usesTheOperatingSystemsOwnProgram(String system, String program) {
        assertThat(Browser.command(system, PAGE)).startsWith(program).endsWith("http://127.0.0.1:8077/");
    }
}
