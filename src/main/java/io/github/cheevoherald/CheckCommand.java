package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: one line for each thing that must be right before the bot can run. */
@Command(
        name = "check",
        description = "Checks settings, database, credentials, and each feed with its permissions.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, InterruptedException {
        CommandLine line = spec.commandLine();
        return new Check(config.load(), Clock.systemUTC(), line.getOut(), line.getErr()).run();
    }
}
