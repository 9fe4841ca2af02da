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

/** Hands each interaction to its slash command, away from JDA's own threads. */
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
     * The router's own answers.
     *
     * @param serversOnly for a command used outside a server
     * @param wentWrong for a command that failed because of a bug
     * @param unknownCommand for a command that this version no longer has
     * @param notInServer for a server that the bot has not joined; made from the invitation address
     * @param leftAlone for a server that the bot is configured not to serve
     */
    public record Sentences(
            String serversOnly,
            String wentWrong,
            String unknownCommand,
            UnaryOperator<String> notInServer,
            String leftAlone) {}

    /**
     * Routes to the given commands, each under the name in its definition. Failures with their own line in the log are
     * not logged for each command. Where the bot doesn't serve, every command gets the same answer.
     */
    public CommandRouter(
            List<SlashCommand> commands,
            Sentences sentences,
            Callers callers,
            Predicate<Throwable> isLoggedElsewhere,
            LongPredicate isServed) {
        this.isServed = isServed;
        for (SlashCommand command : commands) {
            this.commands.put(command.definition().getName(), command);
        }
        this.sentences = sentences;
        this.callers = callers;
        this.threads = new CommandThreads("commands", THREADS, QUEUE, isLoggedElsewhere);
    }

    /** The definitions to register with Discord, for use in servers only. */
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
        // Nobody reads an error while typing a name, so a failed or late answer is only logged.
        threads.execute(describe(event), () -> command.onAutoComplete(event), () -> {});
    }

    private <E extends Interaction & IReplyCallback> void dispatch(
            E event, @Nullable SlashCommand command, Consumer<SlashCommand> use) {
        Guild guild = event.getGuild();
        if (guild == null) {
            say(event, sentences.serversOnly());
        } else if (guild.isDetached()) {
            // The application was added without its bot. JDA holds back events from a server in an outage.
            say(event, sentences.notInServer().apply(invitation(guild)));
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

    /** The link that adds the bot itself to a server that has only its commands. */
    private static String invitation(Guild guild) {
        return "https://discord.com/oauth2/authorize?client_id="
                + guild.getJDA().getSelfUser().getApplicationId() + "&scope=bot+applications.commands&permissions="
                + ChannelRights.invited() + "&guild_id=" + guild.getId();
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

    /** Logs an answer that did not arrive: a late one at INFO, any other at WARN. */
    public static void notAnswered(Interaction event, Throwable failure) {
        AnswerFailure kind = AnswerFailure.of(failure);
        if (kind == AnswerFailure.NOT_BEGUN) {
            // The failure of the first answer is already logged.
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

    /** Takes no more work and gives running commands a moment to finish. */
    @Override
    public void close() {
        threads.close();
    }
}
