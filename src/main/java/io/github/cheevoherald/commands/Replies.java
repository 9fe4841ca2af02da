package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.words.Words;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InteractionFailureException;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How commands answer: in time, in public or in private, and never with a ping. */
public final class Replies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int THREADS = 16;
    private static final int QUEUE = 1000;
    private static final long CLOSE_SECONDS = 3;

    private final ThreadPoolExecutor asking;
    private final String wentWrong;
    private final Predicate<Throwable> isSaidAlready;

    /**
     * Answers with words from there where it has something to say itself.
     *
     * @param isSaidAlready which failures are in the log once for all who meet them, and not for each command again
     */
    public Replies(Words words, Predicate<Throwable> isSaidAlready) {
        this.isSaidAlready = isSaidAlready;
        this.wentWrong = words.say("refused.went-wrong");
        this.asking = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "answers");
                    thread.setDaemon(true);
                    return thread;
                });
        asking.allowCoreThreadTimeOut(true);
    }

    /** Answers in private at once. Only for an interaction that was not answered yet. */
    void sayPrivately(IReplyCallback event, String sentence) {
        showPrivately(event, Answer.said(sentence).message());
    }

    void showPrivately(IReplyCallback event, MessageCreateData message) {
        event.reply(message).setEphemeral(true).queue(done -> {}, logged(event));
    }

    /** Answers in public at once, for what needs no waiting. */
    void showPublicly(IReplyCallback event, MessageCreateData message) {
        event.reply(message).queue(done -> {}, logged(event));
    }

    /** Starts a public answer now and fills it in when the work is done; an error replaces it, in private. */
    void inPublic(IReplyCallback event, Supplier<Answer> work) {
        event.deferReply(false).queue(done -> {}, logged(event));
        InteractionHook hook = event.getHook();
        work(work, answer -> {
            if (answer instanceof Answer.Shown shown) {
                edit(event, hook, shown.message(), () -> withdraw(event, hook, wentWrong, true));
            } else if (answer instanceof Answer.Refused refused) {
                withdraw(event, hook, refused.sentence(), true);
            }
        });
    }

    /** Starts a private answer now and fills it in when the work is done. */
    void inPrivate(IReplyCallback event, Supplier<Answer> work) {
        event.deferReply(true).queue(done -> {}, logged(event));
        InteractionHook hook = event.getHook();
        work(work, answer -> {
            MessageCreateData message = answer instanceof Answer.Shown shown
                    ? shown.message()
                    : Answer.said(((Answer.Refused) answer).sentence()).message();
            edit(event, hook, message, () -> {});
        });
    }

    /** Changes the message that the button belongs to when the work is done; an error leaves it as it is. */
    void turnPage(ButtonInteractionEvent event, Supplier<Answer> work) {
        event.deferEdit().queue(done -> {}, logged(event));
        InteractionHook hook = event.getHook();
        work(work, answer -> {
            if (answer instanceof Answer.Shown shown) {
                edit(event, hook, shown.message(), () -> followUp(event, hook, wentWrong));
            } else if (answer instanceof Answer.Refused refused) {
                followUp(event, hook, refused.sentence());
            }
        });
    }

    private void work(Supplier<Answer> work, Consumer<Answer> then) {
        try {
            asking.execute(() -> then.accept(outcomeOf(work)));
        } catch (RejectedExecutionException e) {
            LOG.warn("A command was not followed: too many at once");
            then.accept(new Answer.Refused(wentWrong));
        }
    }

    private Answer outcomeOf(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (isSaidAlready.test(e)) {
                LOG.debug("A command failed", e);
            } else {
                LOG.error("A command failed: {}", e.toString(), e);
            }
            return new Answer.Refused(wentWrong);
        }
    }

    private static void edit(
            IReplyCallback event, InteractionHook hook, MessageCreateData message, Runnable whenRefused) {
        MessageEditData data =
                MessageEditBuilder.fromCreateData(message).setReplace(true).build();
        hook.editOriginal(data).queue(done -> {}, failure -> {
            CommandRouter.notAnswered(event, failure);
            if (failure instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.INVALID_FORM_BODY) {
                whenRefused.run();
            }
        });
    }

    /** Deletes the public "thinking" first: a follow-up before that would take its place, in public. */
    private static void withdraw(IReplyCallback event, InteractionHook hook, String sentence, boolean again) {
        hook.deleteOriginal().queue(done -> followUp(event, hook, sentence), failure -> {
            if (failure instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
                followUp(event, hook, sentence);
            } else {
                CommandRouter.notAnswered(event, failure);
                if (again && !(failure instanceof InteractionFailureException)) {
                    withdraw(event, hook, sentence, false);
                }
            }
        });
    }

    private static void followUp(IReplyCallback event, InteractionHook hook, String sentence) {
        hook.sendMessage(Answer.said(sentence).message()).setEphemeral(true).queue(done -> {}, logged(event));
    }

    /** What to do when Discord does not take an answer: log it, since nobody is left to be told. */
    static Consumer<Throwable> logged(Interaction event) {
        return failure -> CommandRouter.notAnswered(event, failure);
    }

    /** Takes no more work, and gives what is under way a moment to end. */
    @Override
    public void close() {
        asking.shutdown();
        try {
            if (!asking.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                asking.shutdownNow();
            }
        } catch (InterruptedException e) {
            asking.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
