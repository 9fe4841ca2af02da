package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.words.Words;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code /feed test}: posts an example of an announcement, with the caller as the player if they are registered. */
final class FeedTest {
    private static final long EXAMPLE_SECONDS = 30;

    /** The site's placeholder for an achievement without a badge. */
    private static final String BADGE = "00000";

    private final Feeds feeds;
    private final Players players;
    private final Formatting formatting;
    private final Words words;

    FeedTest(Feeds feeds, Players players, Formatting formatting) {
        this.feeds = feeds;
        this.players = players;
        this.formatting = formatting;
        this.words = formatting.words();
    }

    CommandAnswer answer(long guildId, long callerId) {
        Optional<CompletableFuture<SendResult>> example = feeds.test(guildId, example(guildId, callerId));
        if (example.isEmpty()) {
            return CommandAnswer.refused(words.say("feed.none"));
        }
        SendResult result = example.get()
                .completeOnTimeout(new SendResult.Unknown("no answer"), EXAMPLE_SECONDS, TimeUnit.SECONDS)
                .join();
        return result.fold(new SendResult.Cases<CommandAnswer>(
                sent -> posted(guildId),
                sentAndDeleted -> posted(guildId),
                channelRefused -> refused(
                        FeedProblem.inWords(words, channelRefused.reason().name())),
                contentRefused -> refused(
                        FeedRefusals.problem(words, contentRefused.rule().name())),
                messageRefused -> failed(),
                notSent -> failed(),
                unknown -> failed()));
    }

    private CommandAnswer posted(long guildId) {
        String channel = Long.toString(feeds.channel(guildId).orElse(0));
        return CommandAnswer.text(words.say("feed.test.done", "channel", channel));
    }

    private CommandAnswer refused(String problem) {
        return CommandAnswer.refused(words.say("feed.test.refused", "problem", problem));
    }

    private CommandAnswer failed() {
        return CommandAnswer.refused(words.say("feed.test.failed"));
    }

    private Example example(long guildId, long callerId) {
        String badge = formatting.links().badge(BADGE);
        return players.ofMember(guildId, callerId)
                .map(own -> of(own.player(), badge))
                .orElseGet(() -> new Example("", "", "", badge));
    }

    private Example of(Player player, String badge) {
        String page = formatting.links().player(player.name());
        return new Example(player.name(), page, formatting.pictureOf(player), badge);
    }
}
