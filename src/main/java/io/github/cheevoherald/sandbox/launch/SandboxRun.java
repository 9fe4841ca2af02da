package io.github.cheevoherald.sandbox.launch;

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
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** One run of the sandbox: starts the bot, waits, and ends everything it started. */
public final class SandboxRun {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxRun.class);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final Class<?> program;
    private final PrintStream err;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable BotProcess bot;
    private volatile @Nullable Path toDelete;

    /** The health port of a trial's bot; 0 outside a trial. */
    private volatile int healthPort;

    /**
     * Starts nothing yet.
     *
     * @param program the bot's main class
     */
    public SandboxRun(Sandbox sandbox, Class<?> program, PrintStream err) {
        this.sandbox = sandbox;
        this.program = program;
        this.err = err;
    }

    /**
     * Starts the bot as a child process.
     *
     * @param data where its database is kept, or null for a directory that is deleted at the end
     * @param options more options for its Java machine
     */
    public void startBot(@Nullable Path data, List<String> options) throws IOException {
        Path directory = data == null
                ? Files.createTempDirectory("cheevo-herald-sandbox")
                : Files.createDirectories(data.toAbsolutePath());
        toDelete = data == null ? directory : null;
        Path database = directory.resolve("cheevo-herald.db");
        Map<String, String> environment = new TreeMap<>(sandbox.botEnvironment());
        environment.put("HERALD_DATABASE_URL", "jdbc:sqlite:" + database);
        environment.put("HERALD_HTTP_PORT", Integer.toString(healthPort));
        BotProcess child = new BotProcess(
                BotCommandLine.of(program, options), environment, directory, database, err, this::botEnded);
        bot = child;
        sandbox.steer(child);
        child.start();
    }

    /**
     * Ends everything once the bot has posted its first announcement, with the exit code of its health check, or with 1
     * when that takes too long. To be called before the bot is started.
     *
     * @param healthCheck returns the exit code for the bot whose health is served at the given port
     */
    public void endAfterFirstPost(IntUnaryOperator healthCheck) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            healthPort = free.getLocalPort();
        }
        sandbox.onFirstPost(() -> exitCode.complete(healthCheck.applyAsInt(healthPort)));
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> {
                    if (exitCode.complete(CommandLine.ExitCode.SOFTWARE)) {
                        err.println("The bot posted nothing within " + PATIENCE.toSeconds() + " s.");
                    }
                });
    }

    /** Makes Ctrl-C and SIGTERM end everything, with exit code 0. */
    public void endOnSignal() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            // If it's already closed, the program is exiting anyway, with its own exit code.
                            if (close()) {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "sandbox-end"));
    }

    /** Waits for the end and returns the exit code. Unless the bot cannot be started or this is a trial, only a signal ends it. */
    public int untilEnd() {
        return exitCode.join();
    }

    private void botEnded(BotProcess child, int code) {
        if (child.wasEverReady()) {
            err.println("The bot exited on its own with code " + code + "; POST " + sandbox.controlUrl()
                    + "bot/start starts it again.");
        } else {
            err.println("The bot couldn't be started: it exited with code " + code + ".");
            exitCode.complete(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** Ends the bot and the servers and deletes their files; returns whether this call did it. */
    public boolean close() {
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
