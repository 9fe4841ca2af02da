package io.github.cheevoherald.discord;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IDeferrableCallback;
import net.dv8tion.jda.api.requests.RestAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes an answer that was started before, and retries while Discord is in trouble. The answer may then appear twice,
 * which is better than never.
 */
public final class LaterAnswer<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LaterAnswer.class);

    /** With JDA's own retries, these end before the interaction's token expires after 15 minutes. */
    private static final int[] WAITS_MILLIS = {500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 240_000
    };

    private final IDeferrableCallback event;
    private final Function<InteractionHook, RestAction<T>> request;
    private final Runnable taken;
    private final Consumer<Throwable> refused;
    private boolean followed;

    private LaterAnswer(
            IDeferrableCallback event,
            Function<InteractionHook, RestAction<T>> request,
            Runnable taken,
            Consumer<Throwable> refused) {
        this.event = event;
        this.request = request;
        this.taken = taken;
        this.refused = refused;
    }

    /**
     * Sends the request once the first answer is there; {@code refused} gets the failure once Discord no longer accepts
     * it.
     */
    public static <T> void send(
            IDeferrableCallback event,
            Function<InteractionHook, RestAction<T>> request,
            Runnable taken,
            Consumer<Throwable> refused) {
        new LaterAnswer<>(event, request, taken, refused).send(event.getHook(), 0, 0);
    }

    private void send(InteractionHook hook, int waitMillis, int tries) {
        try {
            // Let Discord decide whether an interaction has expired. JDA would use the machine's clock, and one that is
            // 15 minutes ahead would leave every command at "is thinking".
            RestAction<T> action = request.apply(hook).setCheck(null);
            if (waitMillis == 0) {
                action.queue(done -> taken.run(), failure -> failed(hook, failure, tries));
            } else {
                Future<?> unused = action.queueAfter(
                        waitMillis,
                        TimeUnit.MILLISECONDS,
                        done -> taken.run(),
                        failure -> failed(hook, failure, tries));
            }
        } catch (RejectedExecutionException e) {
            refused.accept(e);
        }
    }

    private void failed(InteractionHook hook, Throwable failure, int tries) {
        AnswerFailure kind = AnswerFailure.of(failure);
        if (kind == AnswerFailure.PASSING && tries < WAITS_MILLIS.length) {
            LOG.debug("An answer is tried again: {}", failure.toString());
            send(hook, WAITS_MILLIS[tries], tries + 1);
        } else if (kind == AnswerFailure.NOT_BEGUN && !followed) {
            followAllTheSame(failure);
        } else {
            refused.accept(failure);
        }
    }

    /** A first answer that failed with a server error may still have arrived, and its "thinking" would stay for ever. */
    private void followAllTheSame(Throwable notBegun) {
        InteractionHook hook = InteractionHook.from(event.getJDA(), event.getToken());
        Consumer<Throwable> stillRefused =
                failure -> refused.accept(AnswerFailure.of(failure) == AnswerFailure.TOO_LATE ? notBegun : failure);
        LaterAnswer<T> retry = new LaterAnswer<>(event, request, taken, stillRefused);
        retry.followed = true;
        retry.send(hook, 0, 0);
    }
}
