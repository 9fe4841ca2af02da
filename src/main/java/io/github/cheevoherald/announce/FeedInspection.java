package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Discord;
import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.outbox.Backlog;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the state of a server's feeds for its people. */
final class FeedInspection {
    /** The words for it say how long, too. */
    private static final Duration GIVEN_UP_NAMED = Duration.ofDays(1);

    private final Outbox outbox;
    private final Delivery delivery;
    private final Discord discord;
    private final Clock clock;

    FeedInspection(Outbox outbox, Delivery delivery, Discord discord, Clock clock) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.discord = discord;
        this.clock = clock;
    }

    /** The state of these feeds, channel by channel. */
    FeedStatus of(long guildId, List<Feed> feeds) {
        Map<Long, List<Feed>> byChannel = new LinkedHashMap<>();
        feeds.forEach(feed -> byChannel
                .computeIfAbsent(feed.channelId(), channel -> new ArrayList<>())
                .add(feed));
        List<String> off = new ArrayList<>(delivery.kinds());
        feeds.forEach(feed -> off.remove(feed.kind()));
        return new FeedStatus(
                byChannel.values().stream().map(this::place).toList(),
                off,
                FeedRefusals.of(outbox.refused().of(guildId, clock.instant().minus(GIVEN_UP_NAMED))),
                discord.clock().instant());
    }

    /** All of them share the channel, and with it what blocks it. */
    private FeedStatus.Place place(List<Feed> feeds) {
        Feed first = feeds.get(0);
        return new FeedStatus.Place(
                first.channelId(),
                feeds.stream().map(Feed::kind).toList(),
                first.blockedReason(),
                orNull(first.blockedAt()),
                orNull(first.probeAt()),
                orNull(outbox.posted().latest(first.channelId()).orElse(null)),
                waiting(feeds));
    }

    private FeedStatus.Waiting waiting(List<Feed> feeds) {
        Feed first = feeds.get(0);
        List<FeedKey> keys = feeds.stream()
                .map(feed -> new FeedKey(feed.guildId(), feed.kind()))
                .toList();
        List<Backlog> backlogs = keys.stream().map(outbox::backlog).toList();
        return new FeedStatus.Waiting(
                backlogs.stream().mapToInt(Backlog::items).sum(),
                orNull(present(backlogs.stream().map(Backlog::oldest))
                        .sorted()
                        .findFirst()
                        .orElse(null)),
                present(backlogs.stream().map(Backlog::problem)).findFirst().orElse(null),
                orNull(keys.stream()
                        .flatMap(key -> delivery.failingSince(key).stream())
                        .min(Comparator.naturalOrder())
                        .orElse(null)),
                backlogs.stream().anyMatch(Backlog::underWay),
                discord.slowDown(first.channelId()).orElse(null),
                keys.stream().anyMatch(delivery::holdsLists));
    }

    private static <T> Stream<T> present(Stream<@Nullable T> values) {
        return values.filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /** Converts a time of ours to Discord's clock, which is nearer to that of readers' devices than ours may be. */
    Instant byDiscord(Instant ours) {
        return ours.plus(Duration.between(clock.instant(), discord.clock().instant()));
    }

    private @Nullable Instant orNull(@Nullable Instant ours) {
        return ours == null ? null : byDiscord(ours);
    }
}
