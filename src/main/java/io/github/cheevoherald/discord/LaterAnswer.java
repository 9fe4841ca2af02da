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
 * A request that completes an answer begun before, tried again while Discord is in trouble. A sentence may so be said
 * twice, which is better than never.
 */
public final class LaterAnswer<T> {
    private static final Logger LOG = LoggerFactory.getLogger(LaterAnswer.class);

    /** Together with what JDA itself repeats they end before the interaction's token does, after 15 minutes. */
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
     * Sends the request once the answer has begun.
     *
     * @param refused told the failure when Discord will not take the request any more
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
            // Discord decides whether an interaction has expired. JDA would compare its age with the machine's clock, and
            // with one that is a quarter of an hour ahead leave every command at "is thinking".
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

    /** A beginning that ended in a server error may have begun: without this its "thinking" would stay for ever. */
    private void followAllTheSame(Throwable notBegun) {
        InteractionHook hook = InteractionHook.from(event.getJDA(), event.getToken());
        Consumer<Throwable> stillRefused =
                failure -> refused.accept(AnswerFailure.of(failure) == AnswerFailure.TOO_LATE ? notBegun : failure);
        LaterAnswer<T> again = new LaterAnswer<>(event, request, taken, stillRefused);
        again.followed = true;
        again.send(hook, 0, 0);
    }
}
