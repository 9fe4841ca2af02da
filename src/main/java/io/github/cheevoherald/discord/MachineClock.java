package io.github.cheevoherald.discord;

/**
 * The machine's clock, which somebody may set at any moment. JDA dates the ends of its waits by it, so those who mend them
 * need it, too; nobody else does.
 */
final class MachineClock {
    private MachineClock() {}

    static long millis() {
        return System.currentTimeMillis();
    }
}
