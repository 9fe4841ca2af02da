package io.github.cheevoherald.commands;

import io.github.cheevoherald.announce.FeedProblem;
import io.github.cheevoherald.announce.FeedRefusals;
import io.github.cheevoherald.announce.Feeds;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SlashCommand;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import org.jspecify.annotations.Nullable;

/** {@code /feed}: the channel that receives the server's announcements. */
final class FeedCommand implements SlashCommand {
    private static final long SAMPLE_SECONDS = 30;

    private final Feeds feeds;
    private final Replies replies;
    private final Words words;

    FeedCommand(Feeds feeds, Replies replies, Words words) {
        this.feeds = feeds;
        this.replies = replies;
        this.words = words;
    }

    @Override
    public SlashCommandData definition() {
        return Commands.slash("feed", words.say("feed.description"))
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER))
                .addSubcommands(
                        new SubcommandData("set", words.say("feed.set.description"))
                                .addOptions(new OptionData(
                                                OptionType.CHANNEL, "channel", words.say("feed.set.channel"), true)
                                        .setChannelTypes(ChannelType.TEXT, ChannelType.NEWS)),
                        new SubcommandData("status", words.say("feed.status.description")),
                        new SubcommandData("off", words.say("feed.off.description")),
                        new SubcommandData("test", words.say("feed.test.description")));
    }

    @Override
    public void onCommand(SlashCommandInteractionEvent event) {
        if (!Rights.mayManage(event)) {
            replies.sayPrivately(event, words.say("refused.manage-server"));
            return;
        }
        long guildId = Rights.guildId(event);
        switch (Objects.requireNonNullElse(event.getSubcommandName(), "")) {
            case "set" -> set(event, guildId);
            case "off" -> replies.inPrivate(event, () -> off(guildId));
            case "test" -> replies.inPrivate(event, () -> test(guildId));
            default -> replies.inPrivate(event, () -> status(guildId));
        }
    }

    private void set(SlashCommandInteractionEvent event, long guildId) {
        long channelId = event.getOption("channel", 0L, OptionMapping::getAsLong);
        String refusal = refusal(feeds.access(guildId, channelId), channelId);
        if (refusal != null) {
            replies.sayPrivately(event, refusal);
            return;
        }
        replies.inPrivate(event, () -> {
            feeds.set(guildId, channelId);
            return Answer.said(words.say("feed.set.done", "channel", Long.toString(channelId)));
        });
    }

    private @Nullable String refusal(ChannelAccess access, long channelId) {
        if (access instanceof ChannelAccess.Usable) {
            return null;
        }
        if (access instanceof ChannelAccess.Missing missing) {
            return words.say("feed.set.missing", "channel", Long.toString(channelId), "permissions", inWords(missing));
        }
        if (access instanceof ChannelAccess.WrongKind) {
            return words.say("feed.set.not-text");
        }
        return words.say(access instanceof ChannelAccess.Gone ? "feed.set.unknown-channel" : "feed.set.unknown-server");
    }

    private Answer status(long guildId) {
        Optional<Feeds.Status> status = feeds.status(guildId);
        if (status.isEmpty()) {
            return Answer.said(words.say("feed.none"));
        }
        Feeds.Status feed = status.get();
        StringBuilder text =
                new StringBuilder(words.say("feed.status.channel", "channel", Long.toString(feed.channelId())));
        String reason = feed.blockedReason();
        Instant since = feed.blockedAt();
        String refused = FeedRefusals.inWords(words, feed.refused());
        if (reason == null) {
            nextMessage(feeds.access(guildId, feed.channelId()), refused.isEmpty())
                    .ifPresent(line -> text.append('\n').append(line));
        } else {
            String problem = FeedProblem.inWords(words, reason);
            text.append('\n')
                    .append(
                            since == null
                                    ? words.say("feed.status.blocked", "problem", problem)
                                    : words.say(
                                            "feed.status.blocked-since", "problem", problem, "since", Look.age(since)));
        }
        if (!refused.isEmpty()) {
            text.append('\n').append(refused);
        }
        text.append('\n').append(words.say("feed.status.waiting", "count", feed.waiting()));
        return Answer.said(text.toString());
    }

    /** The channel has refused nothing yet, but may refuse the next message. */
    private Optional<String> nextMessage(ChannelAccess access, boolean allIsWell) {
        if (access instanceof ChannelAccess.Missing missing) {
            return Optional.of(words.say("feed.status.missing", "permissions", inWords(missing)));
        }
        if (access instanceof ChannelAccess.Gone) {
            return Optional.of(words.say("feed.status.blocked", "problem", words.say("feed.problem.CHANNEL_GONE")));
        }
        return allIsWell ? Optional.of(words.say("feed.status.fine")) : Optional.empty();
    }

    private String inWords(ChannelAccess.Missing missing) {
        return missing.permissions().stream()
                .map(permission -> words.say("permission." + permission.name()))
                .collect(Collectors.joining(", "));
    }

    private Answer off(long guildId) {
        OptionalInt dropped = feeds.off(guildId);
        return dropped.isEmpty()
                ? new Answer.Refused(words.say("feed.off.none"))
                : Answer.said(words.say("feed.off.done", "count", dropped.getAsInt()));
    }

    private Answer test(long guildId) {
        Optional<CompletableFuture<SendResult>> sample = feeds.test(guildId);
        if (sample.isEmpty()) {
            return new Answer.Refused(words.say("feed.none"));
        }
        SendResult result = sample.get()
                .completeOnTimeout(new SendResult.Unknown("no answer"), SAMPLE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (result instanceof SendResult.Sent) {
            return Answer.said(words.say("feed.test.done"));
        }
        return new Answer.Refused(testFailed(result));
    }

    private String testFailed(SendResult result) {
        if (result instanceof SendResult.ChannelRefused refused) {
            String problem = FeedProblem.inWords(words, refused.reason().name());
            return words.say("feed.test.refused", "problem", problem);
        }
        if (result instanceof SendResult.ContentRefused refused) {
            String problem = FeedRefusals.problem(words, refused.rule().name());
            return words.say("feed.test.refused", "problem", problem);
        }
        return words.say("feed.test.failed");
    }
}
