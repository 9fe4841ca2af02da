package io.github.cheevoherald.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A second JVM that uses a database; it says {@code done}, or why not, and ends when its input does. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static OtherProcess opens(String url) throws IOException {
        return start("open", url);
    }

    static OtherProcess copies(String url, Path to) throws IOException {
        return start("copy", url, to.toString());
    }

    private static OtherProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The first line that tells how it went. */
    String answer() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = output.readLine();
        }
        return line == null ? "no answer" : line.substring(2);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        try {
            if (arguments[0].equals("open")) {
                Database.open(arguments[1], Clock.systemUTC());
            } else {
                Backup.copy(DatabaseAddress.of(arguments[1]), Path.of(arguments[2]), Clock.systemUTC());
            }
            System.out.println("> done");
        } catch (StoreException e) {
            System.out.println("> " + e.getMessage());
        }
        while (System.in.read() >= 0) {
            // until the test lets go
        }
    }
}
