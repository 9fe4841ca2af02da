package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.words.Words;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells a server once that its feed is blocked, and what is missing. */
final class Notices {
    private final Guilds guilds;
    private final Discord discord;
    private final Words words;

    Notices(Guilds guilds, Discord discord, Words words) {
        this.guilds = guilds;
        this.discord = discord;
        this.words = words;
    }

    void tell(long guildId) {
        Optional<Feed> feed = guilds.feed(guildId);
        if (feed.isEmpty() || feed.get().blockedReason() == null || !guilds.claimNotice(guildId)) {
            return;
        }
        String problem = FeedProblem.inWords(words, feed.get().blockedReason());
        CompletableFuture<?> unused = discord.tell(
                guildId,
                words.say("feed.notice", "channel", Long.toString(feed.get().channelId()), "problem", problem));
    }
}
