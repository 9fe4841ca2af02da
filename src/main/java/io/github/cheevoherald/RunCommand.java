package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.config.ReloadableConfig;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.resilience.LastWords;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the bot itself. */
@Command(
        name = "run",
        description = "Runs the bot until it is stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, HealthServerException, InterruptedException {
        CommandLine line = spec.commandLine();
        ReloadableConfig reloadable = new ReloadableConfig(config::load);
        BotRun run = new BotRun(config.load(), reloadable, line.getOut(), line.getErr());
        Thread.setDefaultUncaughtExceptionHandler(new LastWords(run::endAfterLastWords));
        return run.untilEnd();
    }
}
