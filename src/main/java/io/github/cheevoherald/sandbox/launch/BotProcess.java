package io.github.cheevoherald.sandbox.launch;

import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.sandbox.BotControl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** The bot as a child process. What it prints goes to {@code err} with a prefix. */
final class BotProcess implements BotControl {
    /** The bot needs up to ten seconds to finish what is in flight, and its Java machine more to archive its classes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final OutboxFile outbox;
    private final PrintStream err;
    private final ObjIntConsumer<BotProcess> onUnexpectedEnd;

    private @Nullable Process process;
    private volatile boolean ready;
    private volatile boolean everReady;

    /**
     * @param directory where it runs, away from any config.yml of the operator's
     * @param onUnexpectedEnd called with the exit code when the bot ends without being asked to
     */
    BotProcess(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path database,
            PrintStream err,
            ObjIntConsumer<BotProcess> onUnexpectedEnd) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.outbox = new OutboxFile(database);
        this.err = err;
        this.onUnexpectedEnd = onUnexpectedEnd;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // The operator's own settings must not mix with the sandbox's.
        builder.environment().keySet().removeIf(name -> name.startsWith("HERALD_"));
        builder.environment().putAll(environment);
        ready = false;
        try {
            Process started = builder.start();
            process = started;
            DaemonThreads.start("bot-stdout", () -> forwardLines(started, started.getInputStream()));
            DaemonThreads.start("bot-stderr", () -> forwardLines(started, started.getErrorStream()));
            DaemonThreads.start("bot-end", () -> awaitEnd(started));
        } catch (IOException e) {
            throw new UncheckedIOException("The bot can't be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        Process running = takeProcess();
        if (running == null) {
            return;
        }
        running.destroy();
        if (!waitFor(running, PATIENCE)) {
            err.println("The bot didn't stop within " + PATIENCE.toSeconds() + " s and is being killed.");
            running.destroyForcibly();
            waitFor(running, PATIENCE);
        }
    }

    @Override
    public void kill() {
        Process running = takeProcess();
        if (running != null) {
            running.destroyForcibly();
            waitFor(running, PATIENCE);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public boolean isReady() {
        return ready && isRunning();
    }

    /** Whether it was ready at least once. */
    boolean wasEverReady() {
        return everReady;
    }

    @Override
    public List<OutboxRow> outbox() {
        return outbox.rows();
    }

    @Override
    public Backlog waiting() {
        return outbox.waiting();
    }

    @Override
    public List<Registered> registered() {
        return outbox.registered();
    }

    /** Marks its end as expected from now on. */
    private synchronized @Nullable Process takeProcess() {
        Process running = process;
        process = null;
        ready = false;
        return running;
    }

    private void awaitEnd(Process which) {
        int code;
        try {
            code = which.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            if (process != which) {
                return;
            }
            process = null;
            ready = false;
        }
        onUnexpectedEnd.accept(this, code);
    }

    private void forwardLines(Process from, InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                err.println("bot| " + line);
                if (line.startsWith("Ready: ")) {
                    markReady(from);
                }
            }
        } catch (IOException e) {
            // The bot has ended and closed its end of the pipe.
            return;
        }
    }

    private synchronized void markReady(Process which) {
        if (process == which) {
            ready = true;
            everReady = true;
        }
    }

    private static boolean waitFor(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
