package io.github.cheevoherald;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar as an operator starts it, with its output. */
final class JarProcess implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("herald.jar", "target/cheevo-herald.jar"))
            .toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    JarProcess(Path folder, Map<String, String> environment, String... arguments) {
        this(folder, environment, List.of(), arguments);
    }

    /** Starts it with more JVM options, which override those in {@code jvm.options}. */
    JarProcess(Path folder, Map<String, String> environment, List<String> options, String... arguments) {
        this(JAR, folder, environment, options, arguments);
    }

    /** How often a process has asked Discord what every start asks first; a running bot uploads its emojis meanwhile. */
    static int starts(EmbeddedDiscord discord) {
        return discord.wire().entries("GET", "/gateway/bot|/users/@me").size();
    }

    /** The environment of a bot that knows only these two servers, polls at once and has no health page. */
    static Map<String, String> settings(EmbeddedDiscord discord, EmbeddedRetroAchievements site) {
        return Map.of(
                "HERALD_DISCORD_TOKEN", discord.token(),
                "HERALD_DISCORD_API_URL", discord.apiUrl().toString(),
                "HERALD_RETROACHIEVEMENTS_API_KEY", site.apiKey(),
                "HERALD_RETROACHIEVEMENTS_URL", site.url().toString(),
                "HERALD_RETROACHIEVEMENTS_MEDIA_URL", site.url().toString(),
                "HERALD_RETROACHIEVEMENTS_REQUESTS_PER_MINUTE", "6000",
                "HERALD_RETROACHIEVEMENTS_V2_URL", site.secondUrl().toString(),
                "HERALD_POLLING_MIN_INTERVAL", "1s",
                "HERALD_POLLING_MAX_INTERVAL", "2s",
                "HERALD_HTTP_PORT", "0");
    }

    /** Starts a copy of the jar with other files next to it. */
    static JarProcess of(Path jar, Path folder, Map<String, String> environment, String... arguments) {
        return new JarProcess(jar, folder, environment, List.of(), arguments);
    }

    private JarProcess(
            Path jar, Path folder, Map<String, String> environment, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        Path archive = Path.of(JAR.toString().replaceFirst("\\.jar$", ".jsa"));
        if (Files.exists(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        try {
            out = Files.createTempFile(folder, "out", ".txt");
            err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HERALD_"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return out().contains("Ready: ");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("it didn't exit; it printed: " + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
