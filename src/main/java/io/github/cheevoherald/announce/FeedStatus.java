package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SlowDown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a server's feeds. All times are by readers' own clocks.
 *
 * @param places the channels with the kinds that go there; empty when everything is off
 * @param off the kinds that are off
 * @param refused announcements that Discord refused one by one, including those given up in the last day
 */
public record FeedStatus(List<Place> places, List<String> off, List<FeedRefusals.Refused> refused, Instant now) {
    public FeedStatus {
        places = List.copyOf(places);
        off = List.copyOf(off);
        refused = List.copyOf(refused);
    }

    /**
     * A channel and the kinds that are announced there.
     *
     * @param blockedReason why nothing goes through, to be read with {@link FeedProblem}; null while it works
     * @param blockedAt since when
     * @param triedAgain when a blocked one is tried again, if something waits; null for at once
     * @param lastPosted when the latest announcement was posted in the channel; null for never
     */
    public record Place(
            long channelId,
            List<String> kinds,
            @Nullable String blockedReason,
            @Nullable Instant blockedAt,
            @Nullable Instant triedAgain,
            @Nullable Instant lastPosted,
            Waiting waiting) {
        public Place {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * A channel's backlog, and why there is one.
     *
     * @param items how many announcements, including those that Discord refused
     * @param oldest when the oldest of the others was added; null when there is none
     * @param problem why Discord did not take the next one, to be read with {@link SendTrouble}; null when it was not
     *     tried
     * @param failingSince since when Discord has taken nothing; null where that is not known
     * @param unanswered whether Discord has not answered for the next one
     * @param slowDown that Discord limits posts to the channel; null while it does not
     * @param lists whether it goes out as lists, and waits because the maximum for this minute is reached
     */
    public record Waiting(
            int items,
            @Nullable Instant oldest,
            @Nullable String problem,
            @Nullable Instant failingSince,
            boolean unanswered,
            @Nullable SlowDown slowDown,
            boolean lists) {}
}
