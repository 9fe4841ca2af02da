package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.SendTrouble;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SlowDown;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import org.jspecify.annotations.Nullable;

/** {@code /feed status}: where announcements are posted, and one line for each thing that holds them up. */
final class FeedStatusAnswer {
    /** An announcement that waits longer than this is being held up. */
    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

    /** A larger backlog can't all have come in just now. */
    private static final int USUAL_BACKLOG = 10;

    /** Discord allows five messages in five seconds in a channel. */
    private static final Duration RECENT = Duration.ofSeconds(15);

    private static final int MAX_NAME = 40;
    private static final Set<Reason> PERMISSIONS = EnumSet.of(Reason.NO_VIEW, Reason.NO_SEND, Reason.NO_EMBEDS);

    private final Feeds feeds;
    private final Players players;
    private final Supplier<SiteState> site;
    private final BooleanSupplier storeFails;
    private final SilentPlayers silent;
    private final Words words;

    FeedStatusAnswer(SlashCommands.Services services, SilentPlayers silent, Words words) {
        this.feeds = services.feeds();
        this.players = services.players();
        this.site = services.site();
        this.storeFails = services.storeFails();
        this.silent = silent;
        this.words = words;
    }

    CommandAnswer of(long guildId) {
        Optional<Feeds.Status> status = feeds.status(guildId);
        if (status.isEmpty()) {
            return CommandAnswer.text(words.say("feed.none"));
        }
        Feeds.Status feed = status.get();
        List<String> troubles = new ArrayList<>();
        if (storeFails.getAsBoolean()) {
            troubles.add(words.say("feed.status.store"));
        }
        ChannelAccess access = feeds.access(guildId, feed.channelId());
        channelTrouble(feed, access).ifPresent(troubles::add);
        discordTrouble(feed).ifPresent(troubles::add);
        siteTrouble(site.get(), feed.now()).ifPresent(troubles::add);
        List<Registered> present = players.inGuild(guildId).stream()
                .filter(one -> one.restingSince() == null)
                .toList();
        unansweredPlayer(present, feed.now()).ifPresent(troubles::add);
        if (present.isEmpty()) {
            troubles.add(nobodyRegistered(guildId));
        }
        String refused = FeedRefusals.inWords(words, feed.refused());
        List<String> lines = new ArrayList<>();
        lines.add(location(feed));
        if (troubles.isEmpty() && refused.isEmpty() && !isHeldUp(feed)) {
            lines.add(words.say("feed.status.fine"));
        }
        lines.addAll(troubles);
        access.missingExtras().forEach(extra -> lines.add(words.say("feed.status.extra." + extra.name())));
        lines.add(backlog(feed, !troubles.isEmpty()));
        if (!refused.isEmpty()) {
            lines.add(refused);
        }
        return CommandAnswer.text(Markdown.cut(String.join("\n", lines), Message.MAX_CONTENT_LENGTH));
    }

    private String location(Feeds.Status feed) {
        String location = words.say("feed.status.channel", "channel", Long.toString(feed.channelId()));
        String posted = feed.lastPosted() == null
                ? words.say("feed.status.posted-nothing")
                : words.say("feed.status.posted", "since", Formatting.age(feed.lastPosted()));
        return location + " " + posted;
    }

    /** Why the channel has refused announcements, or would refuse them now. */
    private Optional<String> channelTrouble(Feeds.Status feed, ChannelAccess access) {
        String reason = feed.blockedReason();
        Instant since = feed.blockedAt();
        if (reason != null) {
            return Optional.of(blocked(reason, since, access) + ' ' + triedAgain(feed));
        }
        return switch (access.kind()) {
            case USABLE -> Optional.empty();
            case MISSING -> Optional.of(words.say("feed.status.missing", "permissions", permissions(words, access)));
            case WRONG_KIND -> Optional.of(blocked("feed.problem.WRONG_KIND"));
            case GONE -> Optional.of(blocked("feed.problem.CHANNEL_GONE"));
            case NO_SERVER, NOT_KNOWN -> Optional.of(words.say("feed.status.unknown-server"));
        };
    }

    private String blocked(String problem) {
        return words.say("feed.status.blocked", "problem", words.say(problem));
    }

    private String blocked(String reason, @Nullable Instant since, ChannelAccess access) {
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

    private String triedAgain(Feeds.Status feed) {
        if (feed.waiting().unlocks() == 0) {
            return words.say("feed.status.tried-with-the-next");
        }
        Instant when = feed.triedAgain();
        return when == null || !when.isAfter(feed.now())
                ? words.say("feed.status.tried-now")
                : words.say("feed.status.tried-again", "until", Formatting.age(when));
    }

    /** Why Discord isn't accepting announcements, if the channel isn't to blame. */
    private Optional<String> discordTrouble(Feeds.Status feed) {
        Feeds.Waiting waiting = feed.waiting();
        if (feed.blockedReason() != null || waiting.oldest() == null) {
            return Optional.empty();
        }
        if (waiting.slowDown() != null) {
            return Optional.of(slowedDown(waiting.slowDown(), feed.now()));
        }
        String problem = waiting.problem();
        if (problem == null) {
            return waiting.unanswered() && isHeldUp(feed)
                    ? Optional.of(words.say("feed.status.unanswered"))
                    : Optional.empty();
        }
        Instant since = waiting.failingSince();
        return SendTrouble.inWords(words, problem)
                .map(trouble -> since == null
                        ? words.say("feed.status.failing", "problem", trouble)
                        : words.say("feed.status.failing-since", "problem", trouble, "since", Formatting.age(since)));
    }

    private String slowedDown(SlowDown slowDown, Instant now) {
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

    private Optional<String> siteTrouble(SiteState state, Instant now) {
        String since = Formatting.age(now.minus(state.since()));
        return switch (state.kind()) {
            case ANSWERING -> Optional.empty();
            case UNKNOWN -> Optional.of(words.say("site.unknown"));
            case FAILING -> Optional.of(failing(state, since) + ' ' + askedAgain(state, now));
            case HTML -> Optional.of(words.say("site.pages", "since", since) + ' ' + askedAgain(state, now));
            case UNREADABLE -> Optional.of(words.say("site.unreadable", "since", since) + ' ' + askedAgain(state, now));
            case KEY_REFUSED -> Optional.of(words.say("site.key", "since", since));
            case THROTTLING -> Optional.of(words.say("site.throttling", "since", since) + ' ' + askedAgain(state, now));
        };
    }

    private String failing(SiteState state, String since) {
        return state.status() == 0
                ? words.say("site.silent", "since", since)
                : words.say("site.errors", "since", since, "status", Integer.toString(state.status()));
    }

    private String askedAgain(SiteState state, Instant now) {
        return state.pause().isZero()
                ? words.say("site.asked-again")
                : words.say("site.asked-again-until", "until", Formatting.age(now.plus(state.pause())));
    }

    /** The first player the site isn't answering for although it answers for others, and how many more there are. */
    private Optional<String> unansweredPlayer(List<Registered> present, Instant now) {
        Map<Long, Optional<Duration>> unanswered = silent.sinceAnswered();
        List<Player> here = present.stream()
                .map(Registered::player)
                .filter(player -> unanswered.containsKey(player.id()) && SilentPlayers.isExpected(player))
                .toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        String name = Markdown.escapeAndCut(here.get(0).name(), MAX_NAME);
        String others = words.say("feed.status.silent-others", "count", here.size() - 1);
        Optional<Duration> answered = unanswered.getOrDefault(here.get(0).id(), Optional.empty());
        return Optional.of(answered.map(ago -> words.say(
                        "feed.status.silent",
                        "player",
                        name,
                        "others",
                        others,
                        "since",
                        Formatting.age(now.minus(ago))))
                .orElseGet(() -> words.say("feed.status.silent-ever", "player", name, "others", others)));
    }

    private String nobodyRegistered(long guildId) {
        boolean pending = players.pendingInGuild(guildId).stream().anyMatch(one -> one.problem() == null);
        return words.say(pending ? "feed.status.nobody-yet" : "feed.status.nobody");
    }

    /** Whether the backlog is larger or older than usual. */
    private static boolean isHeldUp(Feeds.Status feed) {
        Feeds.Waiting waiting = feed.waiting();
        Instant oldest = waiting.oldest();
        boolean late = oldest != null && oldest.plus(USUAL_WAIT).isBefore(feed.now());
        return late || waiting.lists() || (oldest != null && waiting.unlocks() > USUAL_BACKLOG);
    }

    private String backlog(Feeds.Status feed, boolean troubled) {
        Feeds.Waiting waiting = feed.waiting();
        Instant oldest = waiting.oldest();
        StringBuilder text = new StringBuilder(words.say("feed.status.waiting", "count", waiting.unlocks()));
        if (oldest != null) {
            text.append(' ').append(words.say("feed.status.oldest", "since", Formatting.age(oldest)));
            if (waiting.lists()) {
                text.append(' ').append(words.say("feed.status.lists"));
            } else if (!troubled && isHeldUp(feed) && hasJustPosted(feed)) {
                text.append(' ').append(words.say("feed.status.flowing"));
            }
        }
        return text.toString();
    }

    private static boolean hasJustPosted(Feeds.Status feed) {
        Instant last = feed.lastPosted();
        return last != null && !last.plus(RECENT).isBefore(feed.now());
    }

    static String permissions(Words words, ChannelAccess access) {
        return access.missing().stream()
                .map(permission -> words.say("permission." + permission.name()))
                .collect(Collectors.joining(", "));
    }
}
