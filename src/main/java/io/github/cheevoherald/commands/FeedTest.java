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

/** {@code /feed test}: posts an example of an announcement, the caller's own where they are registered. */
final class FeedTest {
    private static final long EXAMPLE_SECONDS = 30;

    /** The site's own picture for an achievement that has none. */
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
            return new CommandAnswer.Refused(words.say("feed.none"));
        }
        SendResult result = example.get()
                .completeOnTimeout(new SendResult.Unknown("no answer"), EXAMPLE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (result instanceof SendResult.Sent) {
            String channel = Long.toString(feeds.channel(guildId).orElse(0));
            return CommandAnswer.text(words.say("feed.test.done", "channel", channel));
        }
        return new CommandAnswer.Refused(failed(result));
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

    private String failed(SendResult result) {
        if (result instanceof SendResult.ChannelRefused refused) {
            String problem = FeedProblem.inWords(words, refused.reason().name());
            return words.say("feed.test.refused", "problem", problem);
        }
        if (result instanceof SendResult.ContentRefused refused) {
            String problem = FeedRefusals.problem(words, refused.rule().name());
            return words.say("feed.test.refused", "problem", problem);
        }
        return words.say("feed.test.failed");
    }
}
