package io.github.cheevoherald.discord;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the slash commands, and hands each use to its command, away from JDA's own threads. */
public final class CommandRouter extends ListenerAdapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRouter.class);
    private static final int THREADS = 8;
    private static final int QUEUE = 500;

    private final Map<String, SlashCommand> commands = new LinkedHashMap<>();
    private final Sentences sentences;
    private final CommandThreads threads;
    private final Callers callers;
    private final LongPredicate isServed;

    /**
     * What the router itself has to say.
     *
     * @param serversOnly to someone who uses a command outside of a server
     * @param wentWrong to someone whose command failed by a fault of ours
     * @param unknownCommand to someone who uses what this version does not have any more
     * @param notInServer to someone in a server that the bot is not in; made from the address to invite it
     * @param leftAlone to someone in a server that is not to be served
     */
    public record Sentences(
            String serversOnly,
            String wentWrong,
            String unknownCommand,
            UnaryOperator<String> notInServer,
            String leftAlone) {}

    /**
     * Routes to the given commands, each under the name in its definition.
     *
     * @param isSaidAlready which failures are in the log once for all who meet them, and not for each command again
     * @param isServed which servers the bot is to serve; in others it does nothing but say so
     */
    public CommandRouter(
            List<SlashCommand> commands,
            Sentences sentences,
            Callers callers,
            Predicate<Throwable> isSaidAlready,
            LongPredicate isServed) {
        this.isServed = isServed;
        for (SlashCommand command : commands) {
            this.commands.put(command.definition().getName(), command);
        }
        this.sentences = sentences;
        this.callers = callers;
        this.threads = new CommandThreads("commands", THREADS, QUEUE, isSaidAlready);
    }

    /** How Discord is to offer the commands: in servers. */
    public List<SlashCommandData> definitions() {
        return commands.values().stream().map(CommandRouter::forServers).toList();
    }

    private static SlashCommandData forServers(SlashCommand command) {
        return command.definition()
                .setContexts(InteractionContextType.GUILD)
                .setIntegrationTypes(IntegrationType.GUILD_INSTALL);
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        dispatch(event, commands.get(event.getName()), command -> command.onCommand(event));
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        dispatch(event, commands.get(commandOf(event.getComponentId())), command -> command.onButton(event));
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        SlashCommand command = commands.get(event.getName());
        if (command == null || !event.isFromAttachedGuild() || isLeftAlone(event)) {
            event.replyChoices().queue(done -> {}, failure -> notAnswered(event, failure));
            return;
        }
        // While a name is typed nobody reads an error, so a failed or late answer is only logged.
        threads.execute(describe(event), () -> command.onAutoComplete(event), () -> {});
    }

    private <E extends Interaction & IReplyCallback> void dispatch(
            E event, @Nullable SlashCommand command, Consumer<SlashCommand> use) {
        Guild guild = event.getGuild();
        if (guild == null) {
            say(event, sentences.serversOnly());
        } else if (guild.isDetached()) {
            // The application was added without its bot. JDA holds back what comes from a server in an outage.
            say(event, sentences.notInServer().apply(Invitation.to(guild)));
        } else if (isLeftAlone(event)) {
            say(event, sentences.leftAlone());
        } else if (command == null) {
            say(event, sentences.unknownCommand());
        } else {
            Runnable work = () -> {
                hear(event);
                use.accept(command);
            };
            threads.execute(describe(event), work, () -> say(event, sentences.wentWrong()));
        }
    }

    private void hear(Interaction event) {
        Guild guild = event.getGuild();
        if (guild != null && event.getMember() != null) {
            callers.called(guild.getIdLong(), event.getUser().getIdLong());
        }
    }

    private boolean isLeftAlone(Interaction event) {
        return event.getGuild() != null && !isServed.test(event.getGuild().getIdLong());
    }

    private static void say(IReplyCallback event, String sentence) {
        Consumer<Throwable> notAnswered = failure -> notAnswered(event, failure);
        if (event.isAcknowledged()) {
            LaterAnswer.send(
                    event,
                    hook -> hook.sendMessage(sentence)
                            .setEphemeral(true)
                            .setAllowedMentions(EnumSet.noneOf(MentionType.class)),
                    () -> {},
                    notAnswered);
        } else {
            event.reply(sentence)
                    .setEphemeral(true)
                    .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                    .queue(done -> {}, notAnswered);
        }
    }

    /** Logs that an answer did not reach its reader: for a late one a note, else a warning of one line. */
    public static void notAnswered(Interaction event, Throwable failure) {
        AnswerFailure kind = AnswerFailure.of(failure);
        if (kind == AnswerFailure.NOT_BEGUN) {
            // The first answer failed, and that was logged.
            LOG.debug("{}: no answer could follow the first one", describe(event));
        } else if (kind == AnswerFailure.TOO_LATE) {
            LOG.info("{}: too late for an answer, Discord says ({})", describe(event), firstLine(meaning(failure)));
        } else {
            LOG.warn("{} couldn't be answered: {}", describe(event), firstLine(failure.toString()));
        }
    }

    private static String meaning(Throwable failure) {
        return failure instanceof ErrorResponseException refused
                ? refused.getErrorResponse().getMeaning()
                : failure.toString();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String describe(Interaction event) {
        if (event instanceof SlashCommandInteractionEvent command) {
            return "/" + command.getFullCommandName();
        }
        if (event instanceof CommandAutoCompleteInteractionEvent typing) {
            return "completing /" + typing.getFullCommandName();
        }
        return event instanceof ButtonInteractionEvent button
                ? "a button of " + commandOf(button.getComponentId())
                : "an interaction";
    }

    static String commandOf(String componentId) {
        for (int i = 0; i < componentId.length(); i++) {
            char letter = componentId.charAt(i);
            if (letter == '.' || letter == ':') {
                return componentId.substring(0, i);
            }
        }
        return componentId;
    }

    /** Takes no more work, and gives what is under way a moment to end. */
    @Override
    public void close() {
        threads.close();
    }
}
