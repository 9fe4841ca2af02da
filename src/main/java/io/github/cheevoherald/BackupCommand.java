package io.github.cheevoherald;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backup}: a consistent copy of a database in use. */
@Command(
        name = "backup",
        description = "Makes a consistent copy of a database in use.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BackupCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings; without it config.yml in the working directory, if it is there.")
    private @Nullable Path config;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where the copy goes.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path to;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Pending.command(spec, config, to);
    }
}
