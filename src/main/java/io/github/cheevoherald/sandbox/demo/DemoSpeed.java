package io.github.cheevoherald.sandbox.demo;

import java.time.Duration;

/** The demo's speed, and whether it is paused. */
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

    /** Waits until this much demo time has passed. */
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
