package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.CommandThreads;
import io.github.cheevoherald.words.Words;
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

/** How commands answer: in time, in public or in private, and never with a ping. */
public final class Replies implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int QUEUE = 1000;

    private final CommandThreads asking;
    private final String wentWrong;

    /**
     * Answers with words from there where it has something to say itself.
     *
     * @param isSaidAlready which failures are in the log once for all who meet them, and not for each command again
     */
    public Replies(Words words, Predicate<Throwable> isSaidAlready) {
        this.wentWrong = words.say("refused.went-wrong");
        this.asking = new CommandThreads("answers", THREADS, QUEUE, isSaidAlready);
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
        asking.execute("A command", () -> then.accept(work.get()), () -> then.accept(new Answer.Refused(wentWrong)));
    }

    private static void edit(
            IReplyCallback event, InteractionHook hook, MessageCreateData message, Runnable whenRefused) {
        MessageEditData data =
                MessageEditBuilder.fromCreateData(message).setReplace(true).build();
        CommandRouter.byDiscordsClock(hook.editOriginal(data)).queue(done -> {}, failure -> {
            CommandRouter.notAnswered(event, failure);
            if (failure instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.INVALID_FORM_BODY) {
                whenRefused.run();
            }
        });
    }

    /** Deletes the public "thinking" first: a follow-up before that would take its place, in public. */
    private static void withdraw(IReplyCallback event, InteractionHook hook, String sentence, boolean again) {
        CommandRouter.byDiscordsClock(hook.deleteOriginal()).queue(done -> followUp(event, hook, sentence), failure -> {
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
        CommandRouter.byDiscordsClock(
                        hook.sendMessage(Answer.said(sentence).message()).setEphemeral(true))
                .queue(done -> {}, logged(event));
    }

    /** What to do when Discord does not take an answer: log it, since nobody is left to be told. */
    static Consumer<Throwable> logged(Interaction event) {
        return failure -> CommandRouter.notAnswered(event, failure);
    }

    /** Takes no more work, and gives what is under way a moment to end. */
    @Override
    public void close() {
        asking.close();
    }
}
