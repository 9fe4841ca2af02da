package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Notifies a server once that its feed is blocked, and what is missing. Unlike an announcement, a notice is better given
 * twice than never: it counts as given once Discord took it.
 */
final class BlockedFeedNotices {
    private final Guilds guilds;
    private final Discord discord;
    private final List<String> kindNames;
    private final Words words;
    private final Clock clock;

    BlockedFeedNotices(Guilds guilds, Discord discord, List<String> kindNames, Words words, Clock clock) {
        this.guilds = guilds;
        this.discord = discord;
        this.kindNames = kindNames;
        this.words = words;
        this.clock = clock;
    }

    /** Notifies the server of this channel, unless it was notified or has to wait; if nobody could be reached, it is tried again. */
    void give(long guildId, long channelId) {
        Instant now = clock.instant();
        List<Feed> blocked = guilds.claimNotice(guildId, channelId, now);
        if (!blocked.isEmpty()) {
            give(blocked, now);
        }
    }

    private void give(List<Feed> blocked, Instant now) {
        Feed feed = blocked.get(0);
        List<String> kinds =
                kindNames.stream().filter(kind -> isAnyOf(kind, blocked)).toList();
        String reason = Objects.requireNonNull(feed.blockedReason());
        String notice = words.say(
                "feed.notice",
                "kinds",
                new KindNames(words).list(kinds),
                "channel",
                Long.toString(feed.channelId()),
                "problem",
                FeedProblem.inWords(words, reason));
        CompletableFuture<?> unused = discord.tell(feed.guildId(), notice).thenAccept(given -> {
            if (given) {
                guilds.noticeGiven(feed, now);
            }
        });
    }

    private static boolean isAnyOf(String kind, List<Feed> feeds) {
        return feeds.stream().anyMatch(feed -> feed.kind().equals(kind));
    }
}
