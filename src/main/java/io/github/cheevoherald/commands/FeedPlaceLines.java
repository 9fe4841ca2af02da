package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedStatus;
import io.github.cheevoherald.announce.KindNames;
import io.github.cheevoherald.announce.SendTrouble;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code /feed status} says about one channel: which kinds go there, what holds them up, and what waits. */
final class FeedPlaceLines {
    /** An announcement that waits longer than this is being held up. */
    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

    /** A larger backlog can't all have come in just now. */
    private static final int USUAL_BACKLOG = 10;

    /** Discord allows five messages in five seconds in a channel. */
    private static final Duration RECENT = Duration.ofSeconds(15);

    private static final Set<Reason> PERMISSIONS =
            EnumSet.of(Reason.NO_VIEW, Reason.NO_SEND, Reason.NO_SEND_IN_THREADS, Reason.NO_EMBEDS);

    private final Words words;
    private final FeedStatus.Place place;
    private final ChannelAccess access;
    private final Instant now;

    FeedPlaceLines(Words words, FeedStatus.Place place, ChannelAccess access, Instant now) {
        this.words = words;
        this.place = place;
        this.access = access;
        this.now = now;
    }

    /** What holds announcements up here, a line each. */
    List<String> troubles() {
        return Stream.of(channelTrouble(), discordTrouble())
                .flatMap(Optional::stream)
                .toList();
    }

    /** What announcements lack here, a line each, though they work. */
    List<String> extras() {
        return access.missingExtras().stream()
                .map(extra -> words.say("feed.status.extra." + extra.name()))
                .toList();
    }

    boolean isEmpty() {
        return place.waiting().items() == 0;
    }

    String location() {
        String location = words.say(
                "feed.status.channel",
                "kinds",
                new KindNames(words).title(place.kinds()),
                "channel",
                Long.toString(place.channelId()));
        String posted = place.lastPosted() == null
                ? words.say("feed.status.posted-nothing")
                : words.say("feed.status.posted", "since", Formatting.age(place.lastPosted()));
        return location + " " + posted;
    }

    /** Why the channel has refused announcements, or would refuse them now. */
    private Optional<String> channelTrouble() {
        String reason = place.blockedReason();
        Instant since = place.blockedAt();
        if (reason != null) {
            return Optional.of(blocked(reason, since) + ' ' + triedAgain());
        }
        return switch (access.kind()) {
            case USABLE -> Optional.empty();
            case MISSING -> Optional.of(words.say("feed.status.missing", "permissions", permissions(words, access)));
            case WRONG_KIND -> Optional.of(blocked("feed.problem.WRONG_KIND"));
            case LOCKED -> Optional.of(blocked("feed.problem.THREAD_CLOSED"));
            case HIDDEN -> Optional.of(blocked("feed.problem.NO_VIEW"));
            case GONE -> Optional.of(blocked("feed.problem.CHANNEL_GONE"));
            case NO_SERVER, NOT_KNOWN -> Optional.of(words.say("feed.status.unknown-server"));
        };
    }

    private String blocked(String problem) {
        return words.say("feed.status.blocked", "problem", words.say(problem));
    }

    private String blocked(String reason, @Nullable Instant since) {
        String problem = FeedProblem.inWords(words, reason);
        if (since == null) {
            return words.say("feed.status.blocked", "problem", problem);
        }
        boolean isPermission = PERMISSIONS.stream().anyMatch(one -> one.name().equals(reason));
        // The feed's own reason is only the first of those that are missing.
        if (isPermission && access.missing().size() > 1) {
            return words.say(
                    "feed.status.blocked-missing",
                    "since",
                    Formatting.age(since),
                    "permissions",
                    permissions(words, access));
        }
        return isPermission && access.kind() == ChannelAccess.Kind.USABLE
                ? words.say("feed.status.mended", "since", Formatting.age(since))
                : words.say("feed.status.blocked-since", "problem", problem, "since", Formatting.age(since));
    }

    private String triedAgain() {
        if (place.waiting().items() == 0) {
            return words.say("feed.status.tried-with-the-next");
        }
        Instant when = place.triedAgain();
        return when == null || !when.isAfter(now)
                ? words.say("feed.status.tried-now")
                : words.say("feed.status.tried-again", "until", Formatting.age(when));
    }

    /** Why Discord isn't accepting announcements, if the channel isn't to blame. */
    private Optional<String> discordTrouble() {
        FeedStatus.Waiting waiting = place.waiting();
        if (place.blockedReason() != null || waiting.oldest() == null) {
            return Optional.empty();
        }
        if (waiting.slowDown() != null) {
            return Optional.of(slowedDown(waiting.slowDown()));
        }
        String problem = waiting.problem();
        if (problem == null) {
            return waiting.unanswered() && isHeldUp()
                    ? Optional.of(words.say("feed.status.unanswered"))
                    : Optional.empty();
        }
        Instant since = waiting.failingSince();
        return SendTrouble.inWords(words, problem)
                .map(trouble -> since == null
                        ? words.say("feed.status.failing", "problem", trouble)
                        : words.say("feed.status.failing-since", "problem", trouble, "since", Formatting.age(since)));
    }

    private String slowedDown(SlowDown slowDown) {
        String since = Formatting.age(now.minus(slowDown.since()));
        return slowDown.pause().isZero()
                ? words.say("feed.status.slow-down", "since", since)
                : words.say(
                        "feed.status.slow-down-until",
                        "since",
                        since,
                        "until",
                        Formatting.age(now.plus(slowDown.pause())));
    }

    /** Whether the backlog is larger or older than usual. */
    boolean isHeldUp() {
        FeedStatus.Waiting waiting = place.waiting();
        Instant oldest = waiting.oldest();
        boolean late = oldest != null && oldest.plus(USUAL_WAIT).isBefore(now);
        return late || waiting.lists() || (oldest != null && waiting.items() > USUAL_BACKLOG);
    }

    String backlog(boolean troubledElsewhere) {
        FeedStatus.Waiting waiting = place.waiting();
        Instant oldest = waiting.oldest();
        StringBuilder text = new StringBuilder(words.say("feed.status.waiting", "count", waiting.items()));
        if (oldest != null) {
            text.append(' ').append(words.say("feed.status.oldest", "since", Formatting.age(oldest)));
            if (waiting.lists()) {
                text.append(' ').append(words.say("feed.status.lists"));
            } else if (!troubledElsewhere && troubles().isEmpty() && isHeldUp() && hasJustPosted()) {
                text.append(' ').append(words.say("feed.status.flowing"));
            }
        }
        return text.toString();
    }

    private boolean hasJustPosted() {
        Instant last = place.lastPosted();
        return last != null && !last.plus(RECENT).isBefore(now);
    }

    static String permissions(Words words, ChannelAccess access) {
        return access.missing().stream()
                .map(permission -> words.say("permission." + permission.name()))
                .collect(Collectors.joining(", "));
    }
}
