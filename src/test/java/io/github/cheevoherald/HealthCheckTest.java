package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthCheckTest {
    @TempDir
    private Path folder;

    private Map<String, String> settings(String file, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("config.yml"), file);
        return HealthCheck.settings(environment, folder);
    }

    @Test
    void asksWhereTheFileSaysUnlessTheEnvironmentSaysOtherwise() throws IOException {
        Map<String, String> environment = Map.of("HERALD_HTTP_PORT", "9001");

        assertThat(HealthCheck.settings(environment, folder)).isEqualTo(environment);
        assertThat(settings("http.port: 9000", Map.of()))
                .containsEntry("HERALD_HTTP_HOST", "127.0.0.1")
                .containsEntry("HERALD_HTTP_PORT", "9000");
        assertThat(settings("http: {host: 0.0.0.0, port: 9000}", environment))
                .containsEntry("HERALD_HTTP_HOST", "0.0.0.0")
                .containsEntry("HERALD_HTTP_PORT", "9001");
    }

    @Test
    void asksWhereItWouldWithoutAFileThatCannotBeRead() throws IOException {
        assertThat(settings("http: [", Map.of())).isEmpty();
    }
}
