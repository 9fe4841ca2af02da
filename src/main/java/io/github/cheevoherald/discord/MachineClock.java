package io.github.cheevoherald.discord;

/**
 * The machine's clock, which may be set at any moment. JDA dates its waits by it, so the classes that correct them need
 * it too. Nothing else may use it.
 */
final class MachineClock {
    private MachineClock() {}

    static long millis() {
        return System.currentTimeMillis();
    }
}
