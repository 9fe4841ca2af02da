package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.discord.ConnectResult;
import io.github.cheevoherald.ops.HealthServerException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;

/** One life of the bot: from opening the database to the exit code. */
final class BotRun {
    /** The promise is ten seconds; what is not in the database by then is done again after the next start. */
    private static final long MOST_SECONDS_TO_END = 9;

    private final Config config;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    BotRun(Config config, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /** Runs until Discord takes the token back; a signal ends the process from within. */
    int untilEnd() throws HealthServerException, InterruptedException {
        App app = new App(config, Clock.systemUTC(), () -> exitCode.complete(ExitCode.USAGE));
        Thread hook = new Thread(() -> endOnSignal(app), "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(app);
        } finally {
            if (isEndedByItself(hook)) {
                app.close();
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

    private int run(App app) throws HealthServerException, InterruptedException {
        ConnectResult result = app.start();
        if (result instanceof ConnectResult.Stopped) {
            // The signal's own thread ends the process.
            return exitCode.join();
        }
        if (result instanceof ConnectResult.Connected) {
            out.println(app.readyLine());
            out.flush();
            int code = exitCode.join();
            err.println("discord.token: Discord does not take this token any more.");
            return code;
        }
        err.println("discord.token: Discord refuses this token; create a new one in the developer portal.");
        return ExitCode.USAGE;
    }

    private static void endOnSignal(App app) {
        Thread closing = new Thread(app::close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS_TO_END));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
