package io.github.cheevoherald;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.ops.HealthServerException;
import io.github.cheevoherald.rota.simulation.TraceException;
import io.github.cheevoherald.sandbox.launch.ParentWatch;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point: parses the command line and runs a command. */
@Command(
        name = "cheevo-herald",
        description = "Announces a Discord community's RetroAchievements unlocks, each exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            SandboxCommand.class,
            CheckCommand.class,
            BackupCommand.class,
            MigrateStoreCommand.class,
            SimulateCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] args) {
        ParentWatch.startIfAsked();
        int exitCode = CommandLine.ExitCode.SOFTWARE;
        try {
            exitCode = commandLine().execute(args);
        } catch (Error e) {
            LoggerFactory.getLogger(Main.class).error("Ended by an unexpected error", e);
        }
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUse)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A command is missing: run, sandbox, check, backup, migrate-store or simulate.");
    }

    private static int wrongUse(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        command.getErr()
                .println(problem.getMessage() + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** Problems that an operator can fix are printed in plain words; anything else is a bug and is logged. */
    private static int failed(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        if (problem instanceof ConfigException
                || problem instanceof StoreException
                || problem instanceof HealthServerException
                || problem instanceof TraceException) {
            command.getErr().println(problem.getMessage());
            boolean mayHelp = problem instanceof StoreException store && store.isUnreachable();
            return mayHelp ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.USAGE;
        }
        if (Database.isOutage(problem)) {
            command.getErr().println("database.url: the database can't be used right now; start again once it can");
            return CommandLine.ExitCode.SOFTWARE;
        }
        LoggerFactory.getLogger(Main.class).error("{} ended by an unexpected error", command.getCommandName(), problem);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
