package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.words.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Notifies a server once that its feed is blocked, and what is missing. Unlike an announcement, a notice is better given
 * twice than never: it counts as given once Discord took it.
 */
final class BlockedFeedNotices {
    private final Guilds guilds;
    private final Discord discord;
    private final Words words;
    private final Clock clock;

    BlockedFeedNotices(Guilds guilds, Discord discord, Words words, Clock clock) {
        this.guilds = guilds;
        this.discord = discord;
        this.words = words;
        this.clock = clock;
    }

    /** Notifies the server of this channel, unless it was notified or has to wait; if nobody could be reached, it is tried again. */
    void give(long guildId, long channelId) {
        Instant now = clock.instant();
        guilds.claimNotice(guildId, channelId, now).ifPresent(feed -> give(feed, now));
    }

    private void give(Feed feed, Instant now) {
        String reason = Objects.requireNonNull(feed.blockedReason());
        String notice = words.say(
                "feed.notice",
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
}
