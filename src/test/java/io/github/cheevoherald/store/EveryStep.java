package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.FaultyDatabase.ProcessDied;

/** A piece of work during which the process ends at each of its steps in turn, and does it again in its next life. */
public abstract class EveryStep {
    private static final int ENOUGH = 150;

    /** Makes something happen that the work should find; it must not take more steps each time. */
    protected abstract void happens(int number);

    protected abstract void work();

    /** A new process does the work. */
    protected abstract void workAgain();

    /** How often any of it was found. */
    protected abstract int found();

    /** Goes on until the work ends before the planned step comes, and returns how many steps it has. */
    public final int dies(FaultyDatabase store, Fault fault) {
        for (int step = 0; step < ENOUGH; step++) {
            happens(step);
            store.plan(fault, step);
            try {
                work();
            } catch (ProcessDied e) {
                assertThat(store.isDead()).isTrue();
            }
            boolean died = store.calm();
            boolean unused = store.revive();
            if (died) {
                workAgain();
            }
            assertThat(found()).as("found after %s at step %d", fault, step).isEqualTo(step + 1);
            if (!died) {
                return step;
            }
        }
        throw new AssertionError("no run gets through");
    }
}
