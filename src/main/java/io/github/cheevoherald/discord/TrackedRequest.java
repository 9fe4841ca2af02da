package io.github.cheevoherald.discord;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request handed to a rate limiter that can be taken back. The limiter then sees a finished request, so it is never
 * executed by two limiters.
 */
final class TrackedRequest implements Work {
    private enum State {
        WAITS,
        RUNS,
        /** Running in a limiter that is being replaced: Discord's answer counts, but a retry runs elsewhere. */
        RUNS_FOR_THE_LAST_TIME,
        OVER
    }

    private final Work task;
    private final Consumer<TrackedRequest> over;
    private final Consumer<Work> elsewhere;
    private final SlowDowns slowDowns;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITS);

    /**
     * Calls {@code over} once the request is finished, and {@code elsewhere} with a retry if this limiter has been
     * replaced.
     */
    TrackedRequest(Work task, Consumer<TrackedRequest> over, Consumer<Work> elsewhere, SlowDowns slowDowns) {
        this.task = task;
        this.over = over;
        this.elsewhere = elsewhere;
        this.slowDowns = slowDowns;
    }

    Work task() {
        return task;
    }

    /** Takes the request back; false if it is running or finished. */
    boolean takeBack() {
        if (state.compareAndSet(State.WAITS, State.OVER)) {
            over.accept(this);
            return true;
        }
        state.compareAndSet(State.RUNS, State.RUNS_FOR_THE_LAST_TIME);
        return false;
    }

    @Override
    public @Nullable Response execute() {
        if (!state.compareAndSet(State.WAITS, State.RUNS)) {
            return null;
        }
        boolean repeated = false;
        try {
            Response response = task.execute();
            slowDowns.answered(task.getRoute(), response);
            repeated = !task.isDone();
            return response;
        } finally {
            executed(repeated);
        }
    }

    private void executed(boolean repeated) {
        if (repeated && state.compareAndSet(State.RUNS, State.WAITS)) {
            return;
        }
        state.set(State.OVER);
        over.accept(this);
        if (repeated) {
            elsewhere.accept(task);
        }
    }

    @Override
    public boolean isSkipped() {
        if (isOver()) {
            return true;
        }
        boolean skipped = task.isSkipped();
        if (skipped) {
            over.accept(this);
        }
        return skipped;
    }

    @Override
    public boolean isDone() {
        return isOver() || task.isDone();
    }

    @Override
    public void cancel() {
        if (!isOver()) {
            task.cancel();
        }
    }

    private boolean isOver() {
        return state.get() == State.OVER;
    }

    @Override
    public Route.CompiledRoute getRoute() {
        return task.getRoute();
    }

    @Override
    public JDA getJDA() {
        return task.getJDA();
    }

    @Override
    public boolean isPriority() {
        return task.isPriority();
    }

    @Override
    public boolean isCancelled() {
        return task.isCancelled();
    }
}
