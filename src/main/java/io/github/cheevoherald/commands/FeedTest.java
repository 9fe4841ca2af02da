package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.KindFeed;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    Words words() {
        return words;
    }

    /** Posts an example of a kind, or of the first kind that is on (null). */
    CommandAnswer answer(long guildId, @Nullable String kind, long callerId) {
        Optional<KindFeed> feed = feeds.on(guildId).stream()
                .filter(on -> kind == null || on.kind().equals(kind))
                .findFirst();
        Optional<CompletableFuture<SendResult>> example =
                feed.flatMap(on -> feeds.test(guildId, on.kind(), example(guildId, callerId)));
        if (feed.isEmpty() || example.isEmpty()) {
            return CommandAnswer.refused(
                    kind == null
                            ? words.say("feed.none")
                            : words.say("feed.test.off", "kinds", new KindNames(words).title(List.of(kind))));
        }
        return answer(feed.get().channelId(), example.get());
    }

    private CommandAnswer answer(long channelId, CompletableFuture<SendResult> example) {
        SendResult result = example.completeOnTimeout(
                        new SendResult.Unknown("no answer"), EXAMPLE_SECONDS, TimeUnit.SECONDS)
                .join();
        return result.fold(new SendResult.Cases<CommandAnswer>(
                sent -> posted(channelId),
                sentAndDeleted -> posted(channelId),
                channelRefused -> refused(
                        FeedProblem.inWords(words, channelRefused.reason().name())),
                contentRefused -> refused(
                        FeedRefusals.problem(words, contentRefused.rule().name())),
                messageRefused -> failed(),
                notSent -> failed(),
                unknown -> failed()));
    }

    private CommandAnswer posted(long channelId) {
        return CommandAnswer.text(words.say("feed.test.done", "channel", Long.toString(channelId)));
    }

    private CommandAnswer refused(String problem) {
        return CommandAnswer.refused(words.say("feed.test.refused", "problem", problem));
    }

    private CommandAnswer failed() {
        return CommandAnswer.refused(words.say("feed.test.failed"));
    }

    Example example(long guildId, long callerId) {
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
