package io.github.cheevoherald;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: prints one line for each thing that must be right before the bot can run. */
@Command(
        name = "check",
        description =
                "Checks the settings, the database, both credentials, and every feed's channel and permissions. Starts no bot.",
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
        Config settings = config.load();
        // These would log that the bot keeps trying, which is untrue here. Each problem has its own line below.
        silence("io.github.cheevoherald.retroachievements");
        silence("net.dv8tion.jda");
        CommandLine line = spec.commandLine();
        return new Check(settings, new SteadyClock(), line.getOut(), line.getErr()).run();
    }

    private static void silence(String logger) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.OFF);
    }
}
