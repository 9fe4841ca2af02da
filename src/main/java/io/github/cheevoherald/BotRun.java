package io.github.cheevoherald;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.resilience.DaemonThreads;
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
 * One run of the bot, from opening the database to the exit code. When Discord revokes the token and the configuration
 * holds another one, everything is built again within the same run; the line on standard output is printed only once.
 */
final class BotRun {
    private static final Logger log = LoggerFactory.getLogger(BotRun.class);

    /** We promise ten seconds. Work that is not in the database by then is done again after the next start. */
    private static final long MAX_SECONDS_TO_END = 9;

    /** How long an operator may take between revoking the old token and writing the new one. */
    private static final Duration TOKEN_PATIENCE = Duration.ofSeconds(60);

    private static final Duration TOKEN_LOOKS = Duration.ofSeconds(2);

    private final Config config;
    private final ReloadableConfig reloadable;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Duration tokenPatience;

    /** One for the whole process, so that replacing a token does not change the time. */
    private final Clock clock = new SteadyClock();

    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean ready = new AtomicBoolean();
    private boolean connectedBefore;
    private final AtomicReference<@Nullable App> running = new AtomicReference<>();

    BotRun(Config config, ReloadableConfig reloadable, PrintWriter out, PrintWriter err) {
        this(config, reloadable, out, err, TOKEN_PATIENCE);
    }

    BotRun(Config config, ReloadableConfig reloadable, PrintWriter out, PrintWriter err, Duration tokenPatience) {
        this.config = config;
        this.reloadable = reloadable;
        this.out = out;
        this.err = err;
        this.tokenPatience = tokenPatience;
    }

    /** Runs until Discord accepts no token that can be found. A signal ends the process by itself. */
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

    /** False if a signal came first; its own thread then closes everything. */
    private static boolean isEndedByItself(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private int run() throws HealthServerException, InterruptedException {
        Config current = config;
        while (true) {
            Optional<Integer> exitCode = runWith(current);
            if (exitCode.isPresent()) {
                return exitCode.get();
            }
            connectedBefore = true;
            Optional<Config> next = withAnotherToken(current);
            if (next.isEmpty()) {
                err.println("discord.token: Discord no longer accepts this token.");
                return ExitCode.USAGE;
            }
            closeRunning();
            if (ending.getCount() == 0) {
                return leaveToTheSignal();
            }
            current = next.get();
        }
    }

    /** Returns the exit code, or empty if another token could help. */
    private Optional<Integer> runWith(Config current) throws HealthServerException, InterruptedException {
        CompletableFuture<Optional<String>> over = new CompletableFuture<>();
        App app = new App(current, reloadable, clock, () -> over.complete(Optional.empty()));
        CompletableFuture<?> unused = app.ended().thenAccept(why -> over.complete(Optional.of(why)));
        running.set(app);
        if (!connectedBefore) {
            log.info(app.lines().start());
            app.storage.database.warning().ifPresent(log::warn);
        }
        return switch (app.start()) {
            case CONNECTED -> untilTheConnectionEnds(app, over);
            case REFUSED_TOKEN -> connectedBefore ? Optional.empty() : refusedToken();
            case STOPPED -> over.isDone() ? ended(over.join().orElseThrow()) : Optional.of(leaveToTheSignal());
        };
    }

    private Optional<Integer> refusedToken() {
        err.println("discord.token: Discord rejects this token; create a new one in the developer portal.");
        return Optional.of(ExitCode.USAGE);
    }

    private Optional<Integer> untilTheConnectionEnds(App app, CompletableFuture<Optional<String>> over) {
        if (connectedBefore) {
            log.info("Connected with the new token: {}", app.lines().present());
        }
        connectedBefore = true;
        CompletableFuture<?> unused = app.commandsRegistered().thenRun(() -> printReady(app));
        Optional<String> why = over.join();
        if (why.isEmpty()) {
            return Optional.empty();
        }
        return ended(why.get());
    }

    private Optional<Integer> ended(String why) {
        err.println(why);
        return Optional.of(ExitCode.SOFTWARE);
    }

    private void printReady(App app) {
        if (ready.compareAndSet(false, true)) {
            out.println(app.lines().ready());
            out.flush();
        }
    }

    /** Looks for a token that has not been refused. Meanwhile the bot keeps polling, and announcements wait. */
    private Optional<Config> withAnotherToken(Config refused) throws InterruptedException {
        log.warn(
                "discord.token: Discord no longer accepts this token; rereading the configuration for {} s",
                tokenPatience.toSeconds());
        long begun = System.nanoTime();
        do {
            Optional<Config> other = reloadable
                    .reload()
                    .filter(found ->
                            !found.discord().token().equals(refused.discord().token()));
            if (other.isPresent()) {
                log.info("discord.token: the configuration has a new token; connecting with it");
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

    /** A second caller waits for the first, so that a signal does not cut short a close under way. */
    private synchronized void closeRunning() {
        App app = running.getAndSet(null);
        if (app != null) {
            app.close();
        }
    }

    /** Ends the process after an Error that it can't survive, and that is already logged. */
    void endAfterLastWords() {
        try {
            logOnlyTheEnd();
        } finally {
            // Whatever cannot be loaded any more, the process has to end.
            end(ExitCode.SOFTWARE);
        }
    }

    /** What breaks from now on breaks for the same reason, and libraries report it with long stack traces. */
    static void logOnlyTheEnd() {
        for (ch.qos.logback.classic.Logger any : ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
            if (any.getLevel() != null) {
                any.setLevel(Level.OFF);
            }
        }
        ((ch.qos.logback.classic.Logger) log).setLevel(Level.INFO);
    }

    /** JDA takes it for an error that a connection which it closes has no thread left to send. */
    static void ignoreTheGateway() {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("net.dv8tion.jda.internal.requests.WebSocketClient"))
                .setLevel(Level.OFF);
    }

    /** Ends the process: starts nothing new, and gives work in flight a few seconds to finish. */
    void end(int exitCode) {
        try {
            ending.countDown();
            ignoreTheGateway();
            App app = running.get();
            Thread closing = DaemonThreads.start("close", this::closeRunning);
            closing.join(TimeUnit.SECONDS.toMillis(MAX_SECONDS_TO_END));
            if (closing.isAlive()) {
                log.warn("Stopped before everything was finished; the rest is done after the next start.");
            } else {
                log.info(app == null ? "Stopped." : app.lines().stopped());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Halt even if closing failed.
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
