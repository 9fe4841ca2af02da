package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.AnswerFailure;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.CommandThreads;
import io.github.cheevoherald.discord.LaterAnswer;
import io.github.cheevoherald.words.Words;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/** Sends commands' answers: in time, publicly or privately, and never with a ping. */
public final class Responder implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int QUEUE = 1000;

    private final CommandThreads threads;
    private final String wentWrong;
    private final String blockedByServer;
    private final String refusedByDiscord;

    /**
     * Takes its own error messages from the words. Failures that are logged already are not logged for each command.
     */
    public Responder(Words words, Predicate<Throwable> isLoggedAlready) {
        this.wentWrong = words.say("refused.went-wrong");
        this.blockedByServer = words.say("refused.by-automod");
        this.refusedByDiscord = words.say("refused.by-discord");
        this.threads = new CommandThreads("answers", THREADS, QUEUE, isLoggedAlready);
    }

    /** Answers in private at once. Only for an interaction that has no answer yet. */
    void sayPrivately(IReplyCallback event, String sentence) {
        showPrivately(event, CommandAnswer.text(sentence).message());
    }

    void showPrivately(IReplyCallback event, MessageCreateData message) {
        event.reply(message).setEphemeral(true).queue(done -> {}, logging(event));
    }

    /** Starts a public answer now and fills it in when the work is done. An error replaces it, in private. */
    void inPublic(IReplyCallback event, Supplier<CommandAnswer> work) {
        event.deferReply(false).queue(done -> {}, logging(event));
        run(work, answer -> {
            if (answer.isRefusal()) {
                withdraw(event, answer);
            } else {
                edit(event, answer, failure -> withdraw(event, explanation(failure)));
            }
        });
    }

    /** Starts a private answer now and fills it in when the work is done. */
    void inPrivate(IReplyCallback event, Supplier<CommandAnswer> work) {
        event.deferReply(true).queue(done -> {}, logging(event));
        run(
                work,
                answer -> edit(
                        event, answer, failure -> edit(event, explanation(failure), again -> delete(event, () -> {}))));
    }

    /** Updates the button's message when the work is done. An error leaves it as it is. */
    void turnPage(ButtonInteractionEvent event, Supplier<CommandAnswer> work) {
        event.deferEdit().queue(done -> {}, logging(event));
        run(work, answer -> {
            if (answer.isRefusal()) {
                followUp(event, answer);
            } else {
                edit(event, answer, failure -> followUp(event, explanation(failure)));
            }
        });
    }

    private void run(Supplier<CommandAnswer> work, Consumer<CommandAnswer> then) {
        threads.execute(
                "A command", () -> then.accept(work.get()), () -> then.accept(CommandAnswer.refused(wentWrong)));
    }

    /** Explains the failure without repeating any of the answer's text. */
    private CommandAnswer explanation(Throwable failure) {
        return CommandAnswer.refused(
                switch (AnswerFailure.of(failure)) {
                    case MALFORMED -> wentWrong;
                    case BLOCKED_BY_SERVER -> blockedByServer;
                    default -> refusedByDiscord;
                });
    }

    private static void edit(IReplyCallback event, CommandAnswer answer, Consumer<Throwable> whenRefused) {
        MessageEditData data = MessageEditBuilder.fromCreateData(answer.message())
                .setReplace(true)
                .setSuppressEmbeds(answer.message().isSuppressEmbeds())
                .build();
        LaterAnswer.send(event, hook -> hook.editOriginal(data), () -> {}, logging(event, whenRefused));
    }

    /** Deletes the public "thinking" message first: a follow-up sent before that would take its place, in public. */
    private void withdraw(IReplyCallback event, CommandAnswer answer) {
        delete(event, () -> followUp(event, answer));
    }

    private static void delete(IReplyCallback event, Runnable then) {
        LaterAnswer.send(event, InteractionHook::deleteOriginal, then, failure -> {
            if (failure instanceof ErrorResponseException refused
                    && refused.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
                then.run();
            } else {
                CommandRouter.notAnswered(event, failure);
            }
        });
    }

    private void followUp(IReplyCallback event, CommandAnswer answer) {
        followUp(event, answer, failure -> {
            CommandAnswer plain = explanation(failure);
            if (!plain.message().getContent().equals(answer.message().getContent())) {
                followUp(event, plain, again -> {});
            }
        });
    }

    private static void followUp(IReplyCallback event, CommandAnswer answer, Consumer<Throwable> whenRefused) {
        LaterAnswer.send(
                event,
                hook -> hook.sendMessage(answer.message()).setEphemeral(true),
                () -> {},
                logging(event, whenRefused));
    }

    private static Consumer<Throwable> logging(Interaction event, Consumer<Throwable> whenRefused) {
        return failure -> {
            CommandRouter.notAnswered(event, failure);
            if (AnswerFailure.of(failure).isLasting()) {
                whenRefused.accept(failure);
            }
        };
    }

    /** Logs that Discord didn't take an answer, since there is nobody left to tell. */
    static Consumer<Throwable> logging(Interaction event) {
        return failure -> CommandRouter.notAnswered(event, failure);
    }

    /** Accepts no more work, and gives the work in progress a moment to finish. */
    @Override
    public void close() {
        threads.close();
    }
}
