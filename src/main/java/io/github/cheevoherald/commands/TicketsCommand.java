package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.lookups.GameTickets;
import io.github.cheevoherald.lookups.RecentTickets;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** {@code /tickets}: six ways to look at the site's tickets. */
final class TicketsCommand implements SlashCommand {
    private static final String NAME = "tickets";
    private static final String RECENT = "recent";
    private static final String GAME = "game";
    private static final String GAMES = "games";
    private static final int MAX_INPUT = 100;
    /** Wider than today's player names: early developers have unusual ones. */
    private static final Pattern DEVELOPER = Pattern.compile("[A-Za-z0-9_. -]{2,32}");

    private final TicketLookup lookup;
    private final TicketLists lists;
    private final TicketCounts counts;
    private final OutcomeSentences outcomeSentences;
    private final Responder responder;
    private final Words words;
    private final PageAddress addresses;
    private final Paging paging;

    TicketsCommand(TicketLookup lookup, Formatting formatting, PageAddress addresses, Responder responder) {
        this.lookup = lookup;
        this.lists = new TicketLists(formatting);
        this.counts = new TicketCounts(formatting);
        this.addresses = addresses;
        this.responder = responder;
        this.words = formatting.words();
        this.outcomeSentences = new OutcomeSentences(words);
        this.paging = new Paging(responder, words);
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash(NAME, words.say("tickets.description"))
                .addSubcommands(
                        new SubcommandData(RECENT, words.say("tickets.recent.description")),
                        new SubcommandData("show", words.say("tickets.show.description"))
                                .addOption(OptionType.STRING, "ticket", words.say("option.ticket"), true),
                        new SubcommandData("achievement", words.say("tickets.achievement.description"))
                                .addOption(OptionType.STRING, "achievement", words.say("option.achievement"), true),
                        new SubcommandData(GAME, words.say("tickets.game.description"))
                                .addOption(OptionType.STRING, "game", words.say("option.game"), true),
                        new SubcommandData("developer", words.say("tickets.developer.description"))
                                .addOptions(new OptionData(
                                                OptionType.STRING, "username", words.say("option.developer"), true)
                                        .setMaxLength(MAX_INPUT)),
                        new SubcommandData(GAMES, words.say("tickets.games.description")));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        long callerId = CallerRights.callerId(event);
        switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case RECENT -> responder.inPublic(event, () -> recent(first(RECENT, callerId), true));
            case GAMES -> responder.inPublic(event, () -> games(first(GAMES, callerId), true));
            case "show" -> byId(event, PageAddress.Kind.TICKET, "ticket", id -> () -> ticket(callerId, id));
            case "achievement" ->
                byId(event, PageAddress.Kind.ACHIEVEMENT, "achievement", id -> () -> ofAchievement(callerId, id));
            case GAME ->
                byId(
                        event,
                        PageAddress.Kind.GAME,
                        "game",
                        id -> () -> ofGame(id, first(GAME, callerId, Long.toString(id)), true));
            default -> developer(event);
        }
    }

    private static PageButton first(String subcommand, long callerId, String... arguments) {
        return new PageButton(NAME + "." + subcommand, 0, callerId, List.of(arguments));
    }

    private void byId(
            SlashCommandInteractionEvent event,
            PageAddress.Kind kind,
            String option,
            LongFunction<Supplier<CommandAnswer>> work) {
        String given = event.getOption(option, "", OptionMapping::getAsString);
        OptionalLong id = addresses.id(kind, given);
        if (addresses.isOfASet(kind, given)) {
            responder.sayPrivately(event, words.say("refused.a-set"));
        } else if (id.isEmpty()) {
            responder.sayPrivately(event, words.say(notA(kind)));
        } else {
            responder.inPublic(event, work.apply(id.getAsLong()));
        }
    }

    private static String notA(PageAddress.Kind kind) {
        return switch (kind) {
            case ACHIEVEMENT -> "refused.not-an-achievement";
            case GAME -> "refused.not-a-game";
            case TICKET -> "refused.not-a-ticket";
            case CONSOLE -> throw new IllegalArgumentException("nothing is looked up by console");
        };
    }

    private void developer(SlashCommandInteractionEvent event) {
        String name = addresses.playerName(event.getOption("username", "", OptionMapping::getAsString));
        if (!DEVELOPER.matcher(name).matches()) {
            responder.sayPrivately(event, words.say("refused.impossible-name"));
        } else {
            responder.inPublic(event, () -> ofDeveloper(CallerRights.callerId(event), name));
        }
    }

    @Override
    public void onButton(ButtonInteractionEvent event) {
        paging.turn(event, Paging.STRANGER, this::turned);
    }

    private Optional<Supplier<CommandAnswer>> turned(PageButton button) {
        List<String> arguments = button.arguments();
        if (button.list().equals(NAME + "." + RECENT) && arguments.isEmpty()) {
            return Optional.of(() -> recent(button, false));
        }
        if (button.list().equals(NAME + "." + GAMES) && arguments.isEmpty()) {
            return Optional.of(() -> games(button, false));
        }
        if (button.list().equals(NAME + "." + GAME) && arguments.size() == 1) {
            OptionalLong id = addresses.id(PageAddress.Kind.GAME, arguments.get(0));
            return id.isEmpty() ? Optional.empty() : Optional.of(() -> ofGame(id.getAsLong(), button, false));
        }
        return Optional.empty();
    }

    private CommandAnswer recent(PageButton button, boolean isCommand) {
        Outcome<RecentTickets> outcome = lookup.recent(requester(button, isCommand), button.page());
        return outcomeSentences.answer(outcome, "", found -> lists.recent(found, button));
    }

    private CommandAnswer ticket(long callerId, long ticketId) {
        Outcome<TicketData.Ticket> outcome = lookup.ticket(Requester.command(callerId), ticketId);
        return outcomeSentences.answer(outcome, Long.toString(ticketId), lists::one);
    }

    private CommandAnswer ofAchievement(long callerId, long achievementId) {
        Outcome<TicketData.OfAchievement> outcome = lookup.ofAchievement(Requester.command(callerId), achievementId);
        return outcomeSentences.answer(outcome, Long.toString(achievementId), counts::ofAchievement);
    }

    private CommandAnswer ofGame(long gameId, PageButton button, boolean isCommand) {
        Outcome<GameTickets> outcome = lookup.ofGame(requester(button, isCommand), gameId);
        return outcomeSentences.answer(outcome, Long.toString(gameId), found -> lists.ofGame(found, button));
    }

    private CommandAnswer ofDeveloper(long callerId, String name) {
        Outcome<TicketData.OfDeveloper> outcome = lookup.ofDeveloper(Requester.command(callerId), name);
        return outcomeSentences.answer(outcome, name, counts::ofDeveloper);
    }

    private CommandAnswer games(PageButton button, boolean isCommand) {
        Outcome<TicketData.MostReported> outcome = lookup.games(requester(button, isCommand));
        return outcomeSentences.answer(outcome, "", found -> counts.games(found, button));
    }

    private static Requester requester(PageButton button, boolean isCommand) {
        return isCommand ? Requester.command(button.callerId()) : Requester.pageTurn(button.callerId());
    }
}
