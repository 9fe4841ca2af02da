package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.privacy.ForgottenList;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.MoveException;
import io.github.cheevoherald.store.StoreMove;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate-store}: from a SQLite file to PostgreSQL, or back. */
@Command(
        name = "migrate-store",
        description = {
            "Moves all data from a SQLite file into an empty PostgreSQL database, or back, while the bot is stopped.",
            "If it's interrupted, the same command goes on. Afterwards the bot no longer starts on the old store."
        },
        footer =
                "database.user and database.password, from the settings file or the environment, are those for PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class MigrateStoreCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--from",
            paramLabel = "JDBC-URL",
            required = true,
            description = "The store to move, as in database.url. It's upgraded first if an older version wrote it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String from;

    @Option(
            names = "--to",
            paramLabel = "JDBC-URL",
            required = true,
            description = "Where to: a new file, or an empty database.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String to;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException {
        try {
            DatabaseAddress source = StoreAddress.of(config.loadDatabase(from));
            DatabaseAddress target = StoreAddress.of(config.loadDatabase(to));
            StoreMove.run(source, target, new SteadyClock());
            return takeAlong(source, target);
        } catch (MoveException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** The list of who was forgotten, which is in neither store. */
    private int takeAlong(DatabaseAddress source, DatabaseAddress target) {
        try {
            SecureRandom random = new SecureRandom();
            new ForgottenList(target.fileFor(ForgottenList.NAME), random)
                    .addAll(new ForgottenList(source.fileFor(ForgottenList.NAME), random));
            return ExitCode.OK;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("Everything is moved, except " + source.fileFor(ForgottenList.NAME) + ": copy it to "
                            + target.fileFor(ForgottenList.NAME) + " (" + e + ")");
            return ExitCode.SOFTWARE;
        }
    }
}
