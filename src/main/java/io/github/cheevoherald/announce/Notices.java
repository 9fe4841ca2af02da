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
 * Tells a server once that its feed is blocked, and what is missing. Unlike an announcement a notice is better given
 * twice than never: it counts as given once Discord took it.
 */
final class Notices {
    private final Guilds guilds;
    private final Discord discord;
    private final Words words;
    private final Clock clock;

    Notices(Guilds guilds, Discord discord, Words words, Clock clock) {
        this.guilds = guilds;
        this.discord = discord;
        this.words = words;
        this.clock = clock;
    }

    /** Tells the server of this channel, unless it was told or has to wait; one that could not be told is tried again. */
    void tell(long guildId, long channelId) {
        Instant now = clock.instant();
        guilds.claimNotice(guildId, channelId, now).ifPresent(feed -> tell(feed, now));
    }

    private void tell(Feed feed, Instant now) {
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
