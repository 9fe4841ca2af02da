package io.github.cheevoherald;

import io.github.cheevoherald.ops.HealthProbe;
import io.github.cheevoherald.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** One life of the sandbox: starts the bot, waits, and ends all that was started. */
final class SandboxRun {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxRun.class);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final PrintStream err;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable BotProcess bot;
    private volatile @Nullable Path toDelete;

    /** Where a trial's bot tells its health; 0 outside of a trial. */
    private volatile int healthPort;

    SandboxRun(Sandbox sandbox, PrintStream err) {
        this.sandbox = sandbox;
        this.err = err;
    }

    /**
     * Starts the bot as a child process.
     *
     * @param data where its database is kept, or null for a directory that goes at the end
     * @param options further options of its Java machine
     */
    void startBot(@Nullable Path data, List<String> options) throws IOException {
        Path directory = data == null
                ? Files.createTempDirectory("cheevo-herald-sandbox")
                : Files.createDirectories(data.toAbsolutePath());
        toDelete = data == null ? directory : null;
        Path database = directory.resolve("cheevo-herald.db");
        Map<String, String> environment = new TreeMap<>(sandbox.botEnvironment());
        environment.put("HERALD_DATABASE_URL", "jdbc:sqlite:" + database);
        environment.put("HERALD_HTTP_PORT", Integer.toString(healthPort));
        BotProcess child = new BotProcess(
                BotCommandLine.ofThisProgram(options), environment, directory, database, err, this::botEnded);
        bot = child;
        sandbox.steer(child);
        child.start();
    }

    /**
     * Ends everything with exit code 0 once the bot has posted something unasked and says that it is healthy, or with 1 if
     * it does not soon. To be called before the bot is started.
     */
    void endAfterFirstPost() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            healthPort = free.getLocalPort();
        }
        sandbox.onFirstPost(() -> {
            Map<String, String> probed = Map.of("HERALD_HTTP_PORT", Integer.toString(healthPort));
            exitCode.complete(HealthProbe.probe(probed, err));
        });
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> {
                    if (exitCode.complete(CommandLine.ExitCode.SOFTWARE)) {
                        err.println("The bot has posted nothing within " + PATIENCE.toSeconds() + " s.");
                    }
                });
    }

    /** Ctrl-C and SIGTERM end everything, with exit code 0. */
    void endOnSignal() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            // Closed already: the program ends by itself, with its own exit code.
                            if (close()) {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "sandbox-end"));
    }

    /** Returns the exit code when the bot could not be started, else only a signal ends it. */
    int untilEnd() {
        return exitCode.join();
    }

    private void botEnded(BotProcess child, int code) {
        if (child.wasEverReady()) {
            err.println("The bot ended by itself with exit code " + code + "; POST " + sandbox.controlUrl()
                    + "bot/start starts it again.");
        } else {
            err.println("The bot could not be started: it ended with exit code " + code + ".");
            exitCode.complete(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** Ends the bot, the servers and what they left; returns whether it was this call that did. */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        BotProcess child = bot;
        if (child != null) {
            child.stop();
        }
        sandbox.close();
        Path directory = toDelete;
        if (directory != null) {
            delete(directory);
        }
        return true;
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} couldn't be deleted: {}", directory, e.getMessage());
        }
    }
}
