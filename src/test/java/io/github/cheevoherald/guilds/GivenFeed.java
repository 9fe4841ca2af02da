package io.github.cheevoherald.guilds;

import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Gives a server a feed in tests in which nobody needs to hear that it begins. */
public final class GivenFeed {
    private static final Clock LONG_AGO = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private GivenFeed() {}

    /** Turns the kind on in this channel, or moves it there. */
    public static void in(Database database, long guildId, String kind, long channelId) {
        new FeedChannels(database, LONG_AGO, List.of()).set(guildId, kind, channelId);
    }

    /** Turns everything off in the server; its backlog stays. */
    public static void off(Database database, long guildId) {
        new FeedChannels(database, LONG_AGO, List.of()).allOff(guildId, handle -> 0);
    }
}
