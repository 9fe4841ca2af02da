package io.github.cheevoherald.store;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** A second JVM that uses a database. It prints {@code done} or the reason it failed, and ends with its input. */
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

    /** Opens, and from then on says "{@code acts}" or "{@code rests}" for each line that it is given. */
    static OtherProcess opens(DatabaseAddress address) throws IOException {
        return start("open", address.url(), String.valueOf(address.user()));
    }

    static OtherProcess copies(String url, Path to) throws IOException {
        return start("copy", url, to.toString());
    }

    /** Moves a store to another, and is meant to be killed. */
    static OtherProcess moves(DatabaseAddress from, DatabaseAddress to) throws IOException {
        return start("move", from.url(), to.url(), PostgresServer.USER);
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

    /** The first line, which tells how it went. */
    String answer() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = output.readLine();
        }
        return line == null ? "no answer" : line.substring(2);
    }

    /** Whether it may act now, and whether it could write. */
    String asked() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return answer();
    }

    /** As {@code kill -STOP} or {@code kill -CONT} does. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** False when it answered within this time. */
    boolean isAtWorkAfter(Duration time) {
        try {
            // Awaitility wants to wait longer than its first pause, and there are times of no milliseconds at all.
            await().atMost(time.plusMillis(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> process.getInputStream().available() > 0);
            return false;
        } catch (ConditionTimeoutException e) {
            return true;
        }
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
        Database database = null;
        try {
            if (arguments[0].equals("open")) {
                database = Database.open(address(arguments), Clock.systemUTC());
            } else if (arguments[0].equals("move")) {
                System.out.println("> begins");
                StoreMove.run(
                        new DatabaseAddress(arguments[1], arguments[3], null),
                        new DatabaseAddress(arguments[2], arguments[3], null),
                        Clock.systemUTC());
            } else {
                Backup.copy(DatabaseAddress.of(arguments[1]), Path.of(arguments[2]), Clock.systemUTC());
            }
            System.out.println("> done");
        } catch (StoreException | MoveException e) {
            System.out.println("> " + e.getMessage());
        }
        while (System.in.read() >= 0) {
            if (database != null) {
                System.out.println("> " + (database.mayAct() ? "acts" : "rests") + " and " + written(database));
            }
        }
    }

    private static DatabaseAddress address(String[] arguments) {
        return arguments.length == 2
                ? DatabaseAddress.of(arguments[1])
                : new DatabaseAddress(arguments[1], arguments[2], null);
    }

    private static String written(Database database) {
        try {
            database.useTransaction(handle -> handle.execute("UPDATE guilds SET left_at_ms = 1"));
            return "writes";
        } catch (RuntimeException e) {
            return "cannot write: " + StoreException.reason(e);
        }
    }
}
