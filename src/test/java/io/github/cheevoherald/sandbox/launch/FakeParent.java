package io.github.cheevoherald.sandbox.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts a bot as the sandbox does, and waits to be killed. */
final class FakeParent {
    private FakeParent() {}

    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args[0]);
        BotProcess bot = new BotProcess(
                BotProcessTest.fakeBot(),
                Map.of(),
                directory,
                directory.resolve("none.db"),
                System.out,
                (child, code) -> {});
        bot.start();
        new CountDownLatch(1).await();
    }
}
