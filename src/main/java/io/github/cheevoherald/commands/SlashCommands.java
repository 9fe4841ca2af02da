package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.CommandMentions;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.events.EventHolders;
import io.github.cheevoherald.lookups.EventLookup;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.PausedLinks;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.privacy.AnnouncedGames;
import io.github.cheevoherald.privacy.Forgetting;
import io.github.cheevoherald.privacy.PersonalExport;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Creates the bot's slash commands. */
public final class SlashCommands {
    private SlashCommands() {}

    /**
     * Everything the commands use.
     *
     * @param site how the site responds to our requests at present
     * @param unanswered how long ago the site last answered for players whose polls keep failing, by our own id; empty for
     *     never
     */
    public record Services(
            Registration registration,
            Players players,
            Feeds feeds,
            UnlockLookup unlocks,
            TicketLookup tickets,
            EventLookup events,
            EventHolders eventHolders,
            Supplier<SiteState> site,
            Supplier<Map<Long, Optional<Duration>>> unanswered,
            BooleanSupplier storeFails,
            CommandMentions mentions,
            Privacy privacy) {}

    /** What members can do about what is announced and stored about them. */
    public record Privacy(
            PausedLinks pauses,
            HiddenGames hidden,
            AnnouncedGames announced,
            PersonalExport export,
            Forgetting forgetting) {}

    /** All commands. */
    public static List<SlashCommand> all(
            Services services, SiteLinks links, Words words, Responder responder, Clock clock) {
        Formatting formatting = new Formatting(links, words, clock);
        PageAddress addresses = new PageAddress(links);
        Players players = services.players();
        SilentPlayers silent = new SilentPlayers(services);
        return List.of(
                new RegisterCommand(services.registration(), services.feeds(), addresses, responder, words),
                new UnregisterCommand(players, addresses, responder, words),
                new PlayersCommand(players, responder, formatting, clock, services.feeds()::byDiscord, silent),
                new FeedCommand(
                        services.feeds(),
                        new FeedStatusAnswer(services, silent, words),
                        new FeedOff(services.feeds(), responder, words),
                        new FeedTest(services.feeds(), players, formatting),
                        addresses,
                        responder),
                new UnlocksCommand(
                        players,
                        new UnlocksOfPlayer(services.unlocks(), players, responder, formatting),
                        new UnlocksOfAchievement(services.unlocks(), players, responder, formatting),
                        responder,
                        words),
                new AotwCommand(services.events(), services.eventHolders(), responder, formatting),
                new TicketsCommand(services.tickets(), formatting, addresses, responder),
                new PrivacyCommand(privacy(services.privacy(), addresses, formatting), responder, words),
                new HelpCommand(services.mentions(), responder, words));
    }

    private static PrivacyCommand.Services privacy(Privacy privacy, PageAddress addresses, Formatting formatting) {
        GameHiding hiding = new GameHiding(privacy.hidden(), privacy.announced(), addresses, formatting);
        return new PrivacyCommand.Services(privacy.pauses(), hiding, privacy.export(), privacy.forgetting());
    }

    /** The router's own sentences. */
    public static CommandRouter.Sentences sentences(Words words) {
        return new CommandRouter.Sentences(
                words.say("refused.servers-only"),
                words.say("refused.went-wrong"),
                words.say("refused.unknown-command"),
                address -> words.say("refused.not-in-server", "address", address),
                words.say("refused.left-alone"));
    }
}
