package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.store.NetworkFolder;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/**
 * One life of the bot: from opening the database to the exit code. When Discord takes the token back and the
 * configuration holds another one, all is built anew within the same life; the line on standard output is printed once.
 */
final class BotRun {
    private static final Logger log = LoggerFactory.getLogger(BotRun.class);

    /** The promise is ten seconds; what is not in the database by then is done again after the next start. */
    private static final long MOST_SECONDS_TO_END = 9;

    /** As long as somebody who replaces a token may take from taking the old one back to writing the new one. */
    private static final Duration TOKEN_PATIENCE = Duration.ofSeconds(60);

    private static final Duration TOKEN_LOOKS = Duration.ofSeconds(2);

    private final Config config;
    private final Configuration configuration;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Duration tokenPatience;

    /** One for the whole process: a token that is replaced does not change the time. */
    private final Clock clock = new SteadyClock();

    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicReference<@Nullable App> running = new AtomicReference<>();

    BotRun(Config config, Configuration configuration, PrintWriter out, PrintWriter err) {
        this(config, configuration, out, err, TOKEN_PATIENCE);
    }

    BotRun(Config config, Configuration configuration, PrintWriter out, PrintWriter err, Duration tokenPatience) {
        this.config = config;
        this.configuration = configuration;
        this.out = out;
        this.err = err;
        this.tokenPatience = tokenPatience;
    }

    /** Runs until Discord takes no token that can be found; a signal ends the process from within. */
    int untilEnd() throws HealthServerException, InterruptedException {
        Thread hook = new Thread(() -> end(ExitCode.OK), "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run();
        } finally {
            if (isEndedByItself(hook)) {
                closeRunning();
            }
        }
    }

    /** False when a signal came first, whose own thread closes. */
    private static boolean isEndedByItself(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private int run() throws HealthServerException, InterruptedException {
        Config current = config;
        boolean connectedBefore = false;
        while (true) {
            CompletableFuture<Optional<String>> over = new CompletableFuture<>();
            App app = new App(current, configuration, clock, () -> over.complete(Optional.empty()));
            CompletableFuture<?> unused = app.ended().thenAccept(why -> over.complete(Optional.of(why)));
            running.set(app);
            if (!connectedBefore) {
                log.info(app.startLine());
                NetworkFolder.warning(app.database.path()).ifPresent(log::warn);
            }
            Optional<Integer> exitCode = switch (app.start()) {
                case CONNECTED -> untilLost(app, connectedBefore, over);
                case REFUSED_TOKEN -> connectedBefore ? Optional.empty() : refusedToken();
                case STOPPED -> Optional.of(leaveToTheSignal());
            };
            if (exitCode.isPresent()) {
                return exitCode.get();
            }
            connectedBefore = true;
            Optional<Config> next = withAnotherToken(current);
            if (next.isEmpty()) {
                err.println("discord.token: Discord does not take this token any more.");
                return ExitCode.USAGE;
            }
            closeRunning();
            if (ending.getCount() == 0) {
                return leaveToTheSignal();
            }
            current = next.get();
        }
    }

    /** Runs until Discord takes the token no more (empty), or ends the connection for another reason. */
    private Optional<Integer> untilLost(App app, boolean connectedBefore, CompletableFuture<Optional<String>> over) {
        if (connectedBefore) {
            log.info("Connected with the new token: {}", app.presentLine());
        }
        CompletableFuture<?> unused = app.commandsRegistered().thenRun(() -> tellReady(app));
        Optional<String> why = over.join();
        why.ifPresent(reason -> err.println("Discord ended the connection for good (" + reason
                + "). Start the bot again: that connects anew, with as many shards as Discord wants."));
        return why.map(reason -> ExitCode.SOFTWARE);
    }

    private Optional<Integer> refusedToken() {
        err.println("discord.token: Discord refuses this token; create a new one in the developer portal.");
        return Optional.of(ExitCode.USAGE);
    }

    private void tellReady(App app) {
        if (ready.compareAndSet(false, true)) {
            out.println(app.readyLine());
            out.flush();
        }
    }

    /** Looks for a token that was not refused yet; meanwhile unlocks are found and wait. */
    private Optional<Config> withAnotherToken(Config refused) throws InterruptedException {
        log.warn(
                "discord.token: Discord does not take this token any more; the configuration is read again for {} s",
                tokenPatience.toSeconds());
        long begun = System.nanoTime();
        do {
            Optional<Config> other = configuration
                    .readAgain()
                    .filter(found ->
                            !found.discord().token().equals(refused.discord().token()));
            if (other.isPresent()) {
                log.info("discord.token: the configuration holds another token now; connecting anew with it");
                return other;
            }
            if (ending.await(TOKEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                leaveToTheSignal();
            }
        } while (System.nanoTime() - begun < tokenPatience.toNanos());
        return Optional.empty();
    }

    /** The signal's own thread ends the process. */
    private static int leaveToTheSignal() {
        return new CompletableFuture<Integer>().join();
    }

    /** Whoever comes second waits for the first, so that a signal ends nothing that still finishes. */
    private synchronized void closeRunning() {
        App app = running.getAndSet(null);
        if (app != null) {
            app.close();
        }
    }

    /** Ends the process: at once no new work, and within a few seconds whatever is under way. */
    void end(int exitCode) {
        try {
            ending.countDown();
            App app = running.get();
            Thread closing = new Thread(this::closeRunning, "close");
            closing.setDaemon(true);
            closing.start();
            closing.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS_TO_END));
            if (closing.isAlive()) {
                log.warn("Stopped before all was finished; what is missing is done again after the next start.");
            } else {
                log.info(app == null ? "Stopped." : app.stoppedLine());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Whatever went wrong with the ending, this is the end.
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
