package io.github.cheevoherald;

import io.github.cheevoherald.ops.HealthProbe;
import io.github.cheevoherald.sandbox.Sandbox;
import io.github.cheevoherald.sandbox.launch.Browser;
import io.github.cheevoherald.sandbox.launch.SandboxRun;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sandbox}: runs the whole bot as a child process against embedded servers. */
@Command(
        name = "sandbox",
        description =
                "Runs the bot against an embedded RetroAchievements and an embedded Discord, with a page to try it on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "8077",
            description =
                    "Loopback port for the page and the control API; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--open", description = "Open the page in the default browser.")
    private boolean open;

    @Option(names = "--no-demo", description = "Start with an empty world.")
    private boolean noDemo;

    @Option(names = "--no-bot", description = "Start only the two servers, and print how to reach them.")
    private boolean noBot;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep the bot's database in this folder. By default it's in a temporary folder, deleted at the end.")
    private @Nullable Path data;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the demo; the same number tells the same story (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--once",
            description = "Stop once the bot has posted its first message, for use in scripts and image builds.")
    private boolean once;

    @Option(
            names = "--bot-option",
            paramLabel = "OPTION",
            description = "Java option for the bot's process, such as -Xmx64m. Can be repeated.")
    private List<String> botOptions = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535, not " + port + ".");
        }
        Sandbox sandbox;
        try {
            sandbox = Sandbox.start(port, new SteadyClock());
        } catch (IOException e) {
            spec.commandLine().getErr().println("--port " + port + " can't be used: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        SandboxRun run = new SandboxRun(sandbox, Main.class, err);
        run.endOnSignal();
        try {
            sandbox.chat(out, CommandLine.Help.Ansi.AUTO.enabled());
            if (once) {
                run.endAfterFirstPost(
                        healthPort -> HealthProbe.probe(Map.of("HERALD_HTTP_PORT", Integer.toString(healthPort)), err));
            }
            if (!noDemo) {
                sandbox.startDemo(seed);
            }
            if (noBot) {
                sandbox.printAddresses(out);
            } else {
                err.println("Control API: " + sandbox.controlUrl());
                run.startBot(data, botOptions);
            }
            err.println("Open this in a browser: " + sandbox.pageUrl());
            if (open && !Browser.open(sandbox.pageUrl())) {
                err.println("--open found no browser; open the address yourself.");
            }
            return run.untilEnd();
        } finally {
            run.close();
        }
    }

    /** Titles may contain any letters, and the platform's encoding may lack them. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
