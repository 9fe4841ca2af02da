package io.github.cheevoherald.sandbox.launch;

import java.util.concurrent.CountDownLatch;

/** Stands in for the bot's process: prints that it's ready, or exits with the given code. */
final class FakeBot {
    private FakeBot() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.startIfAsked();
        if (args.length > 0) {
            System.err.println("No token.");
            System.exit(Integer.parseInt(args[0]));
        }
        System.out.println("HERALD_ONE=" + System.getenv("HERALD_ONE"));
        System.out.println("Ready: 0 servers, 0 players");
        new CountDownLatch(1).await();
    }
}
