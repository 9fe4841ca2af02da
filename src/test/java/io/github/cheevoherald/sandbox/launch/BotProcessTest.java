package io.github.cheevoherald.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BotProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicInteger unexpectedEnd = new AtomicInteger(-1);
    private final List<BotProcess> started = new ArrayList<>();

    @AfterEach
    void killAll() {
        started.forEach(BotProcess::kill);
    }

    @Test
    void forwardsTheBotsOutputAndSeesWhenItIsReady() {
        BotProcess bot = start(fakeBot());

        await().atMost(PATIENCE).until(bot::isReady);

        assertThat(printed()).contains("bot| HERALD_ONE=1").contains("bot| Ready: 0 servers, 0 players");
    }

    @Test
    void stopsKillsAndRestarts() {
        BotProcess bot = start(fakeBot());
        await().atMost(PATIENCE).until(bot::isReady);

        bot.stop();
        assertThat(bot.isRunning()).isFalse();
        assertThat(bot.isReady()).isFalse();

        bot.start();
        await().atMost(PATIENCE).until(bot::isReady);
        bot.kill();

        assertThat(bot.isRunning()).isFalse();
        assertThat(unexpectedEnd).hasValue(-1);
    }

    @Test
    void reportsWhenTheBotExitsOnItsOwn() {
        List<String> command = new ArrayList<>(fakeBot());
        command.add("2");

        BotProcess bot = start(command);

        await().atMost(PATIENCE).until(() -> unexpectedEnd.get() == 2);
        assertThat(bot.isRunning()).isFalse();
        assertThat(bot.wasEverReady()).isFalse();
    }

    @Test
    void theBotExitsWhenItsParentIsKilled() throws IOException, InterruptedException {
        List<String> command = java("FakeParent");
        command.add(directory.toString());
        Process parent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("parent.txt").toFile())
                .start();
        await().atMost(PATIENCE).until(() -> parent.children().count() == 1);
        ProcessHandle bot = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly();

        assertThat(parent.waitFor(20, TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE).until(() -> !bot.isAlive());
    }

    static List<String> fakeBot() {
        return java("FakeBot");
    }

    private static List<String> java(String name) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-D" + ParentWatch.PROPERTY + "=" + name.equals("FakeBot"),
                "-cp",
                System.getProperty("java.class.path"),
                BotProcessTest.class.getPackageName() + "." + name));
    }

    private BotProcess start(List<String> command) {
        PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);
        BotProcess bot = new BotProcess(
                command,
                Map.of("HERALD_ONE", "1"),
                directory,
                directory.resolve("none.db"),
                err,
                (child, code) -> unexpectedEnd.set(code));
        started.add(bot);
        bot.start();
        return bot;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
