package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Config settings;
        try {
            settings = config.load();
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return ExitCode.USAGE;
        }
        return new Check(settings, Clock.systemUTC(), out, err).run();
    }
}
