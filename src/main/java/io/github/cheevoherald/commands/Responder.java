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

/** How commands answer: in time, in public or in private, and never with a ping. */
public final class Responder implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int QUEUE = 1000;

    private final CommandThreads asking;
    private final String wentWrong;
    private final String blockedByServer;
    private final String refusedByDiscord;

    /**
     * Answers with words from there where it has something to say itself.
     *
     * @param isSaidAlready which failures are in the log once for all who meet them, and not for each command again
     */
    public Responder(Words words, Predicate<Throwable> isSaidAlready) {
        this.wentWrong = words.say("refused.went-wrong");
        this.blockedByServer = words.say("refused.by-automod");
        this.refusedByDiscord = words.say("refused.by-discord");
        this.asking = new CommandThreads("answers", THREADS, QUEUE, isSaidAlready);
    }

    /** Answers in private at once. Only for an interaction that was not answered yet. */
    void sayPrivately(IReplyCallback event, String sentence) {
        showPrivately(event, CommandAnswer.text(sentence).message());
    }

    void showPrivately(IReplyCallback event, MessageCreateData message) {
        event.reply(message).setEphemeral(true).queue(done -> {}, logged(event));
    }

    /** Starts a public answer now and fills it in when the work is done; an error replaces it, in private. */
    void inPublic(IReplyCallback event, Supplier<CommandAnswer> work) {
        event.deferReply(false).queue(done -> {}, logged(event));
        work(work, answer -> {
            answer.fold(new CommandAnswer.Cases<Runnable>(
                            shown -> () ->
                                    edit(event, shown.message(), failure -> withdraw(event, sentence(failure))),
                            refused -> () -> withdraw(event, refused.sentence())))
                    .run();
        });
    }

    /** Starts a private answer now and fills it in when the work is done. */
    void inPrivate(IReplyCallback event, Supplier<CommandAnswer> work) {
        event.deferReply(true).queue(done -> {}, logged(event));
        work(work, answer -> {
            MessageCreateData message = answer.fold(new CommandAnswer.Cases<MessageCreateData>(
                    CommandAnswer.Shown::message,
                    refused -> CommandAnswer.text(refused.sentence()).message()));
            edit(event, message, failure -> {
                MessageCreateData plain = CommandAnswer.text(sentence(failure)).message();
                edit(event, plain, again -> delete(event, () -> {}));
            });
        });
    }

    /** Changes the message that the button belongs to when the work is done; an error leaves it as it is. */
    void turnPage(ButtonInteractionEvent event, Supplier<CommandAnswer> work) {
        event.deferEdit().queue(done -> {}, logged(event));
        work(work, answer -> {
            answer.fold(new CommandAnswer.Cases<Runnable>(
                            shown -> () ->
                                    edit(event, shown.message(), failure -> followUp(event, sentence(failure))),
                            refused -> () -> followUp(event, refused.sentence())))
                    .run();
        });
    }

    private void work(Supplier<CommandAnswer> work, Consumer<CommandAnswer> then) {
        asking.execute("A command", () -> then.accept(work.get()), () -> then.accept(new CommandAnswer.Refused(wentWrong)));
    }

    /** Why there is no answer, in words that hold nothing of it. */
    private String sentence(Throwable failure) {
        return switch (AnswerFailure.of(failure)) {
            case MALFORMED -> wentWrong;
            case BLOCKED_BY_SERVER -> blockedByServer;
            default -> refusedByDiscord;
        };
    }

    private static void edit(IReplyCallback event, MessageCreateData message, Consumer<Throwable> whenRefused) {
        MessageEditData data =
                MessageEditBuilder.fromCreateData(message).setReplace(true).build();
        LaterAnswer.send(event, hook -> hook.editOriginal(data), () -> {}, logged(event, whenRefused));
    }

    /** Deletes the public "thinking" first: a follow-up before that would take its place, in public. */
    private void withdraw(IReplyCallback event, String sentence) {
        delete(event, () -> followUp(event, sentence));
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

    private void followUp(IReplyCallback event, String sentence) {
        followUp(event, sentence, failure -> {
            String plain = sentence(failure);
            if (!plain.equals(sentence)) {
                followUp(event, plain, again -> {});
            }
        });
    }

    private static void followUp(IReplyCallback event, String sentence, Consumer<Throwable> whenRefused) {
        MessageCreateData message = CommandAnswer.text(sentence).message();
        LaterAnswer.send(
                event, hook -> hook.sendMessage(message).setEphemeral(true), () -> {}, logged(event, whenRefused));
    }

    private static Consumer<Throwable> logged(Interaction event, Consumer<Throwable> whenRefused) {
        return failure -> {
            CommandRouter.notAnswered(event, failure);
            if (AnswerFailure.of(failure).isLasting()) {
                whenRefused.accept(failure);
            }
        };
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
