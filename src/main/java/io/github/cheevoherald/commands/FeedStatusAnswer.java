package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.announce.SendTrouble;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.SiteState;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;

/** {@code /feed status}: where announcements go, and whatever keeps them from going there, a line each. */
final class FeedStatusAnswer {
    /** What is on its way is no trouble; what takes longer is held up by something. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    /** More are no news of a moment. */
    private static final int MANY = 10;

    /** Discord lets a channel have five messages in five seconds. */
    private static final Duration JUST = Duration.ofSeconds(15);

    private final Feeds feeds;
    private final Players players;
    private final Supplier<SiteState> site;
    private final Words words;

    FeedStatusAnswer(SlashCommands.Services services, Words words) {
        this.feeds = services.feeds();
        this.players = services.players();
        this.site = services.site();
        this.words = words;
    }

    CommandAnswer of(long guildId) {
        Optional<Feeds.Status> status = feeds.status(guildId);
        if (status.isEmpty()) {
            return CommandAnswer.text(words.say("feed.none"));
        }
        Feeds.Status feed = status.get();
        List<String> troubles = new ArrayList<>();
        channel(feed, feeds.access(guildId, feed.channelId())).ifPresent(troubles::add);
        discord(feed).ifPresent(troubles::add);
        site(site.get(), feed.now()).ifPresent(troubles::add);
        nobody(guildId).ifPresent(troubles::add);
        String refused = FeedRefusals.inWords(words, feed.refused());
        List<String> lines = new ArrayList<>();
        lines.add(where(feed));
        if (troubles.isEmpty() && refused.isEmpty() && !isHeldUp(feed)) {
            lines.add(words.say("feed.status.fine"));
        }
        lines.addAll(troubles);
        lines.add(waiting(feed, !troubles.isEmpty()));
        if (!refused.isEmpty()) {
            lines.add(refused);
        }
        return CommandAnswer.text(Markdown.cut(String.join("\n", lines), Message.MAX_CONTENT_LENGTH));
    }

    private String where(Feeds.Status feed) {
        String where = words.say("feed.status.channel", "channel", Long.toString(feed.channelId()));
        String posted = feed.lastPosted() == null
                ? words.say("feed.status.posted-nothing")
                : words.say("feed.status.posted", "since", Formatting.age(feed.lastPosted()));
        return where + " " + posted;
    }

    /** What the channel has refused, or would refuse. */
    private Optional<String> channel(Feeds.Status feed, ChannelAccess access) {
        String reason = feed.blockedReason();
        Instant since = feed.blockedAt();
        if (reason != null) {
            String problem = FeedProblem.inWords(words, reason);
            return Optional.of(
                    since == null
                            ? words.say("feed.status.blocked", "problem", problem)
                            : words.say("feed.status.blocked-since", "problem", problem, "since", Formatting.age(since)));
        }
        return access.fold(new ChannelAccess.Cases<Optional<String>>(
                usable -> Optional.empty(),
                missing ->
                        Optional.of(words.say("feed.status.missing", "permissions", permissions(words, missing))),
                wrongKind -> Optional.of(blocked("feed.problem.WRONG_KIND")),
                gone -> Optional.of(blocked("feed.problem.CHANNEL_GONE")),
                noServer -> Optional.of(words.say("feed.status.unknown-server")),
                notKnown -> Optional.of(words.say("feed.status.unknown-server"))));
    }

    private String blocked(String problem) {
        return words.say("feed.status.blocked", "problem", words.say(problem));
    }

    /** What Discord does with what it is sent, where that is not for the channel's sake. */
    private Optional<String> discord(Feeds.Status feed) {
        Feeds.Waiting waiting = feed.waiting();
        if (feed.blockedReason() != null || waiting.oldest() == null) {
            return Optional.empty();
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

    private Optional<String> site(SiteState state, Instant now) {
        String since = Formatting.age(now.minus(state.since()));
        return switch (state.kind()) {
            case ANSWERING -> Optional.empty();
            case UNKNOWN -> Optional.of(words.say("site.unknown"));
            case FAILING ->
                Optional.of(
                        state.status() == 0
                                ? words.say("site.silent", "since", since)
                                : words.say("site.errors", "since", since, "status", Integer.toString(state.status())));
            case HTML -> Optional.of(words.say("site.pages", "since", since));
            case UNREADABLE -> Optional.of(words.say("site.unreadable", "since", since));
            case KEY_REFUSED -> Optional.of(words.say("site.key", "since", since));
            case THROTTLING ->
                Optional.of(
                        state.pause().isZero()
                                ? words.say("site.throttling", "since", since)
                                : words.say(
                                        "site.throttling-until",
                                        "since",
                                        since,
                                        "until",
                                        Formatting.age(now.plus(state.pause()))));
        };
    }

    private Optional<String> nobody(long guildId) {
        if (players.inGuild(guildId).stream().anyMatch(one -> one.restingSince() == null)) {
            return Optional.empty();
        }
        boolean noted = players.notedInGuild(guildId).stream().anyMatch(one -> one.problem() == null);
        return Optional.of(words.say(noted ? "feed.status.nobody-yet" : "feed.status.nobody"));
    }

    /** Whether more waits, or for longer, than is just on its way. */
    private static boolean isHeldUp(Feeds.Status feed) {
        Feeds.Waiting waiting = feed.waiting();
        Instant oldest = waiting.oldest();
        boolean late = oldest != null && oldest.plus(ON_ITS_WAY).isBefore(feed.now());
        return late || waiting.lists() || (oldest != null && waiting.unlocks() > MANY);
    }

    private String waiting(Feeds.Status feed, boolean troubled) {
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
        return last != null && !last.plus(JUST).isBefore(feed.now());
    }

    static String permissions(Words words, ChannelAccess.Missing missing) {
        return missing.permissions().stream()
                .map(permission -> words.say("permission." + permission.name()))
                .collect(Collectors.joining(", "));
    }
}
