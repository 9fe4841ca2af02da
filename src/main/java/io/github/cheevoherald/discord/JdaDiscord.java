package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.ChannelAccess.Kind;
import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Sent;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * Discord through JDA. Checks JDA's cache of servers and channels before sending anything, since Discord bans addresses
 * that make too many forbidden requests.
 */
final class JdaDiscord implements Discord {
    /** JDA drops a request that it could not start within this time. */
    private static final long MINUTES_TO_BEGIN = 2;

    /** How long somebody who wants to know about a channel waits for Discord. */
    private static final long SECONDS_TO_ANSWER = 10;

    private final LongFunction<@Nullable JDA> shards;
    private final SlowDowns slowDowns;
    private final ApplicationEmojis emojis;
    private final Clock clock;

    /**
     * Sends through the shards that exist: {@code shards} finds a server's, or null while there is none. The clock is
     * Discord's.
     */
    JdaDiscord(LongFunction<@Nullable JDA> shards, SlowDowns slowDowns, ApplicationEmojis emojis, Clock clock) {
        this.shards = shards;
        this.slowDowns = slowDowns;
        this.emojis = emojis;
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public MessageCreateData drawn(MessageCreateData message) {
        return emojis.drawn(message);
    }

    @Override
    public ServerExtras extras() {
        return new JdaExtras(shards);
    }

    @Override
    public CompletableFuture<SendResult> send(long guildId, long channelId, String nonce, MessageCreateData message) {
        try {
            JDA shard = shards.apply(guildId);
            if (shard == null) {
                return CompletableFuture.completedFuture(new NotSent(SendResult.NOT_CONNECTED));
            }
            Guild guild = shard.getGuildById(guildId);
            if (guild == null) {
                return CompletableFuture.completedFuture(
                        isKnown(shard, guildId)
                                ? new ChannelRefused(Reason.SERVER_LEFT)
                                : new NotSent("the server is not available"));
            }
            GuildMessageChannel channel = guild.getChannelById(GuildMessageChannel.class, channelId);
            return channel == null
                    ? ChannelFinder.ask(guild, channelId, MINUTES_TO_BEGIN)
                            .thenCompose(found -> found.thread() == null
                                    ? CompletableFuture.completedFuture(found.otherwise())
                                    : checkAndPost(found.thread(), nonce, message))
                            .exceptionally(SendFailures::beforeAnyRequest)
                    : checkAndPost(channel, nonce, message);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(SendFailures.beforeAnyRequest(e));
        }
    }

    /** Posting in an archived thread reopens it. */
    private CompletableFuture<SendResult> checkAndPost(
            GuildMessageChannel channel, String nonce, MessageCreateData message) {
        Reason refusal = ChannelRights.refusal(channel, message);
        return refusal == null
                ? post(channel, nonce, message)
                : CompletableFuture.completedFuture(new ChannelRefused(refusal));
    }

    private CompletableFuture<SendResult> post(GuildMessageChannel channel, String nonce, MessageCreateData message) {
        boolean whole = message.getFiles().isEmpty() || AttachedPictures.areAllowed(channel);
        return channel.sendMessage(emojis.drawn(whole ? message : AttachedPictures.without(message)))
                .setNonce(nonce)
                .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                .timeout(MINUTES_TO_BEGIN, TimeUnit.MINUTES)
                .submit()
                .<SendResult>thenApply(posted -> new Sent(posted.getIdLong()))
                .exceptionally(failure -> named(SendFailures.resultOf(failure), channel, message));
    }

    /** Replaces an unexplained refusal with the missing permission, if the cache knows it by now. */
    private static SendResult named(SendResult result, GuildMessageChannel channel, MessageCreateData message) {
        if (result.channelRefusal().orElse(null) == Reason.FORBIDDEN) {
            Reason reason = ChannelRights.refusal(channel, message);
            return reason == null ? result : new ChannelRefused(reason);
        }
        return result;
    }

    @Override
    public CompletableFuture<HistoryResult> history(long guildId, long channelId, long beforeId) {
        try {
            JDA shard = shards.apply(guildId);
            Guild guild = shard == null ? null : shard.getGuildById(guildId);
            if (shard == null || guild == null) {
                return CompletableFuture.completedFuture(
                        shard != null && isKnown(shard, guildId)
                                ? new HistoryResult.Refused(Reason.SERVER_LEFT)
                                : new HistoryResult.Unavailable(SendResult.NOT_CONNECTED));
            }
            GuildChannel channel = guild.getGuildChannelById(channelId);
            return channel == null
                    ? ChannelFinder.ask(guild, channelId, MINUTES_TO_BEGIN)
                            .thenCompose(found -> found.thread() == null
                                    ? page(shard, channelId, beforeId).thenApply(page -> withoutRights(page, beforeId))
                                    : checkAndRead(found.thread(), beforeId))
                            .exceptionally(failure -> new HistoryResult.Unavailable(SendFailures.reasonOf(failure)))
                    : checkAndRead(channel, beforeId);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(new HistoryResult.Unavailable(SendFailures.reasonOf(e)));
        }
    }

    private static CompletableFuture<HistoryResult> checkAndRead(GuildChannel channel, long beforeId) {
        Member self = channel.getGuild().getSelfMember();
        if (!self.hasPermission(channel, Permission.VIEW_CHANNEL)) {
            return CompletableFuture.completedFuture(new HistoryResult.Refused(Reason.NO_VIEW));
        }
        return self.hasPermission(channel, Permission.MESSAGE_HISTORY)
                ? page(channel.getJDA(), channel.getIdLong(), beforeId)
                : CompletableFuture.completedFuture(new HistoryResult.NotAllowed());
    }

    private static CompletableFuture<HistoryResult> page(JDA shard, long channelId, long beforeId) {
        return ChannelHistory.page(shard, channelId, beforeId, MINUTES_TO_BEGIN);
    }

    /** Without the permission to read, Discord shows every channel as empty. */
    private static HistoryResult withoutRights(HistoryResult result, long beforeId) {
        return result.fold(new HistoryResult.Cases<HistoryResult>(
                page -> page.oldestId() == 0 && beforeId == 0 ? new HistoryResult.NotAllowed() : page,
                notAllowed -> notAllowed,
                refused -> refused,
                unavailable -> unavailable));
    }

    @Override
    public CompletableFuture<Boolean> tell(long guildId, String sentence) {
        JDA shard = shards.apply(guildId);
        Guild guild = shard == null ? null : shard.getGuildById(guildId);
        if (guild == null) {
            return CompletableFuture.completedFuture(false);
        }
        try {
            TextChannel system = guild.getSystemChannel();
            return system != null && system.canTalk()
                    ? said(system.sendMessage(sentence))
                            .thenCompose(
                                    done -> done ? CompletableFuture.completedFuture(true) : tellOwner(guild, sentence))
                    : tellOwner(guild, sentence);
        } catch (RuntimeException e) {
            // Permissions may change between the check and the request.
            return CompletableFuture.completedFuture(false);
        }
    }

    private static CompletableFuture<Boolean> tellOwner(Guild guild, String sentence) {
        return guild.getJDA()
                .openPrivateChannelById(guild.getOwnerIdLong())
                .submit()
                .thenCompose(owner -> said(owner.sendMessage(sentence)))
                .exceptionally(failure -> false);
    }

    private static CompletableFuture<Boolean> said(MessageCreateAction message) {
        return message.setAllowedMentions(EnumSet.noneOf(MentionType.class))
                .submit()
                .thenApply(posted -> true)
                .exceptionally(failure -> false);
    }

    @Override
    public ChannelAccess access(long guildId, long channelId) {
        JDA shard = shards.apply(guildId);
        if (shard == null) {
            return new ChannelAccess(Kind.NOT_KNOWN);
        }
        Guild guild = shard.getGuildById(guildId);
        if (guild == null) {
            return new ChannelAccess(isKnown(shard, guildId) ? Kind.NO_SERVER : Kind.NOT_KNOWN);
        }
        GuildChannel channel = guild.getGuildChannelById(channelId);
        return channel == null ? accessUnlessHeld(guild, channelId) : ChannelRights.access(channel);
    }

    private static ChannelAccess accessUnlessHeld(Guild guild, long channelId) {
        ChannelFinder.Found found = ChannelFinder.ask(guild, channelId, MINUTES_TO_BEGIN)
                .completeOnTimeout(
                        new ChannelFinder.Found(null, new NotSent("no answer")), SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .join();
        if (found.thread() != null) {
            return ChannelRights.access(found.thread());
        }
        return new ChannelAccess(found.otherwise()
                .channelRefusal()
                .map(reason -> switch (reason) {
                    case CHANNEL_GONE -> Kind.GONE;
                    case NO_VIEW -> Kind.HIDDEN;
                    case WRONG_KIND -> Kind.WRONG_KIND;
                    default -> Kind.NOT_KNOWN;
                })
                .orElse(Kind.NOT_KNOWN));
    }

    @Override
    public Optional<SlowDown> slowDown(long channelId) {
        return slowDowns.of(channelId);
    }

    /** Whether a server missing from the cache is certainly one that the bot is not in. */
    private static boolean isKnown(JDA shard, long guildId) {
        return shard.getStatus() == JDA.Status.CONNECTED && !shard.isUnavailable(guildId);
    }
}
