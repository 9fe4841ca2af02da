package io.github.cheevoherald.sandbox.launch;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command that starts this same program again, as the bot. */
final class BotCommandLine {
    private static final List<String> SMALL =
            List.of("-Xms16m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

    private BotCommandLine() {}

    /** The given JVM options come last, so they override the ones set here. */
    static List<String> of(Class<?> program, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(options);
        command.add("-D" + ParentWatch.PROPERTY + "=true");
        Path home = home(program);
        if (home.toString().endsWith(".jar")) {
            command.addAll(List.of("-jar", home.toString()));
        } else {
            command.addAll(List.of("-cp", absoluteClassPath(), program.getName()));
        }
        command.add("run");
        return command;
    }

    private static Path home(Class<?> program) {
        try {
            return Path.of(program.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bot runs in another directory. */
    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
