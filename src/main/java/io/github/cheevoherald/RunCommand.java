package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.store.StoreException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code run}: the bot itself. */
@Command(name = "run", description = "Runs the bot.", mixinStandardHelpOptions = true, versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Config settings = config.load();
            Configuration configuration = new Configuration(config::load);
            return new BotRun(settings, configuration, spec.commandLine().getOut(), err).untilEnd();
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
        } catch (StoreException | HealthServerException e) {
            err.println(e.getMessage());
        }
        return ExitCode.USAGE;
    }
}
