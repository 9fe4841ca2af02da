package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.tickets.TicketLookup;
import io.github.cheevoherald.unlocks.UnlockLookup;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.util.List;

/** Makes the bot's slash commands. */
public final class SlashCommands {
    private SlashCommands() {}

    /** What the commands act on and ask. */
    public record Parts(
            Registration registration, Players players, Feeds feeds, UnlockLookup unlocks, TicketLookup tickets) {}

    /** Every command there is. */
    public static List<SlashCommand> all(Parts parts, SiteLinks links, Words words, Replies replies, Clock clock) {
        Look look = new Look(links, words, clock);
        PageAddress addresses = new PageAddress(links);
        Players players = parts.players();
        return List.of(
                new RegisterCommand(parts.registration(), parts.feeds(), addresses, replies, words),
                new UnregisterCommand(players, addresses, replies, words),
                new PlayersCommand(players, replies, look, clock, parts.feeds()::byDiscord),
                new FeedCommand(parts.feeds(), replies, words),
                new UnlocksCommand(
                        players,
                        new UnlocksOfPlayer(parts.unlocks(), players, replies, look),
                        new UnlocksOfAchievement(parts.unlocks(), players, replies, look),
                        replies,
                        words),
                new TicketsCommand(new TicketAnswers(parts.tickets(), look), addresses, replies, words),
                new HelpCommand(replies, words));
    }

    /** What the router says by itself. */
    public static CommandRouter.Sentences sentences(Words words) {
        return new CommandRouter.Sentences(
                words.say("refused.servers-only"),
                words.say("refused.went-wrong"),
                words.say("refused.unknown-command"),
                address -> words.say("refused.not-in-server", "address", address),
                words.say("refused.left-alone"));
    }
}
