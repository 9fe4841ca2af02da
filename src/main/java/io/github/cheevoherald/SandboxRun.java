package io.github.cheevoherald;

import io.github.cheevoherald.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** One life of the sandbox on the terminal: starts the bot, waits, and ends all that was started. */
final class SandboxRun {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxRun.class);

    private final Sandbox sandbox;
    private final PrintStream out;
    private final PrintStream err;
    private final Path directory;
    private final boolean temporary;
    private final BotProcess bot;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param data where the bot's database is kept, or null for a directory that goes at the end */
    SandboxRun(Sandbox sandbox, @Nullable Path data, PrintStream out, PrintStream err) throws IOException {
        this.sandbox = sandbox;
        this.out = out;
        this.err = err;
        temporary = data == null;
        directory = data == null
                ? Files.createTempDirectory("cheevo-herald-sandbox")
                : Files.createDirectories(data.toAbsolutePath());
        Path database = directory.resolve("cheevo-herald.db");
        Map<String, String> environment = new TreeMap<>(sandbox.botEnvironment());
        environment.put("HERALD_DATABASE_URL", "jdbc:sqlite:" + database);
        List<String> command = BotCommandLine.ofThisProgram();
        bot = new BotProcess(command, environment, directory, database, err, this::botEnded);
        sandbox.steer(bot);
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
    int untilEnd(boolean withBot) throws InterruptedException {
        sandbox.chat(out, CommandLine.Help.Ansi.AUTO.enabled());
        err.println("Control API: " + sandbox.controlUrl());
        if (withBot) {
            bot.start();
        } else {
            sandbox.printAddresses(out);
        }
        int code = exitCode.join();
        close();
        return code;
    }

    private void botEnded(int code) {
        if (bot.wasEverReady()) {
            err.println("The bot ended by itself with exit code " + code + "; POST " + sandbox.controlUrl()
                    + "bot/start starts it again.");
        } else {
            err.println("The bot could not be started: it ended with exit code " + code + ".");
            exitCode.complete(1);
        }
    }

    /** Returns whether this call closed it. */
    private boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        bot.stop();
        sandbox.close();
        if (temporary) {
            deleteDirectory();
        }
        return true;
    }

    private void deleteDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", directory, e.getMessage());
        }
    }
}
