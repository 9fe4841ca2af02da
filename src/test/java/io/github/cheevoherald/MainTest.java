package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "run --version",
                "sandbox --version",
                "check --version",
                "backup --version",
                "migrate-store --version"
            })
    void printsTheVersion(String arguments) {
        assertThat(execute(arguments)).isZero();

        assertThat(out.toString()).matches("cheevo-herald \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "run --help", "sandbox --help", "check --help", "backup --help", "migrate-store --help"
            })
    void helps(String arguments) {
        assertThat(execute(arguments)).isZero();

        assertThat(out.toString()).startsWith("Usage: cheevo-herald");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fly", "run --bogus", "sandbox --port x", "sandbox --port 70000", "backup", "check --config"
            })
    void wrongUseIsOneLineAndExitCodeTwo(String arguments) {
        assertThat(execute(arguments)).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortInUseIsNamed() {
        try (var sandbox = io.github.cheevoherald.sandbox.Sandbox.start(0, java.time.Clock.systemUTC())) {
            int port = sandbox.controlUrl().getPort();

            assertThat(execute("sandbox --no-bot --no-demo --port " + port)).isEqualTo(2);
            assertThat(err.toString()).startsWith("--port " + port + " can't be used");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int execute(String arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
    }
}
