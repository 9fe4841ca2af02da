package io.github.cheevoherald;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Stands in for commands that are parsed and not wired to the bot yet. */
final class Pending {
    private Pending() {}

    static int command(CommandSpec spec, @Nullable Object... arguments) {
        spec.commandLine().getErr().println(spec.qualifiedName() + " is not wired to the bot yet.");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
