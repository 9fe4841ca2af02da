package io.github.cheevoherald.sandbox.demo;

import java.time.Duration;

/** How fast the demo's time goes by, and whether it does. */
final class DemoSpeed {
    private double speed = 1;
    private boolean paused;

    synchronized double speed() {
        return speed;
    }

    synchronized void speed(double newSpeed) {
        speed = newSpeed;
        notifyAll();
    }

    synchronized boolean isPaused() {
        return paused;
    }

    synchronized void pause(boolean value) {
        paused = value;
        notifyAll();
    }

    /** Returns when that much of the demo's time has gone by. */
    synchronized void pass(Duration time) throws InterruptedException {
        double left = time.toNanos();
        while (left > 0 || paused) {
            if (paused) {
                wait();
                continue;
            }
            long begun = System.nanoTime();
            double speedNow = speed;
            wait((long) Math.ceil(left / speedNow / 1e6));
            left -= (System.nanoTime() - begun) * speedNow;
        }
    }
}
