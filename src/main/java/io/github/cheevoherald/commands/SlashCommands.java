package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.CommandMentions;
import io.github.cheevoherald.discord.CommandRouter;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.lookups.UnlockLookup;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Makes the bot's slash commands. */
public final class SlashCommands {
    private SlashCommands() {}

    /**
     * What the commands act on and ask.
     *
     * @param site how the site treats us at present
     * @param mentions the commands as people click them
     */
    public record Parts(
            Registration registration,
            Players players,
            Feeds feeds,
            UnlockLookup unlocks,
            TicketLookup tickets,
            Supplier<SiteState> site,
            CommandMentions mentions) {}

    /** Every command there is. */
    public static List<SlashCommand> all(Parts parts, SiteLinks links, Words words, Replies replies, Clock clock) {
        Look look = new Look(links, words, clock);
        PageAddress addresses = new PageAddress(links);
        Players players = parts.players();
        return List.of(
                new RegisterCommand(parts.registration(), parts.feeds(), addresses, replies, words),
                new UnregisterCommand(players, addresses, replies, words),
                new PlayersCommand(players, replies, look, clock, parts.feeds()::byDiscord),
                new FeedCommand(
                        parts.feeds(),
                        new FeedStatusAnswer(parts, words),
                        new FeedOff(parts.feeds(), replies, words),
                        new FeedTest(parts.feeds(), players, look),
                        replies,
                        words),
                new UnlocksCommand(
                        players,
                        new UnlocksOfPlayer(parts.unlocks(), players, replies, look),
                        new UnlocksOfAchievement(parts.unlocks(), players, replies, look),
                        replies,
                        words),
                new TicketsCommand(new TicketAnswers(parts.tickets(), look), addresses, replies, words),
                new HelpCommand(parts.mentions(), replies, words));
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
