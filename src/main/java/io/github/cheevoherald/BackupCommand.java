package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.store.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backup}: a consistent copy of a database in use. */
@Command(
        name = "backup",
        description = "Copies the database, even while the bot is using it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where to write the copy; a new file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path to;

    @Override
    public Integer call() throws ConfigException {
        Backup.copy(StoreAddress.of(config.load().database()), to, new SteadyClock());
        return ExitCode.OK;
    }
}
