package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.ChannelAccess.ExtraPermission;
import io.github.cheevoherald.discord.ChannelAccess.Kind;
import io.github.cheevoherald.discord.ChannelAccess.NeededPermission;
import io.github.cheevoherald.discord.SendResult.Reason;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** What the bot may do in a channel or thread, as far as JDA knows. */
final class ChannelRights {
    static final Map<NeededPermission, Permission> PERMISSIONS = Map.of(
            NeededPermission.VIEW_CHANNEL, Permission.VIEW_CHANNEL,
            NeededPermission.SEND_MESSAGES, Permission.MESSAGE_SEND,
            NeededPermission.SEND_MESSAGES_IN_THREADS, Permission.MESSAGE_SEND_IN_THREADS,
            NeededPermission.EMBED_LINKS, Permission.MESSAGE_EMBED_LINKS,
            NeededPermission.READ_MESSAGE_HISTORY, Permission.MESSAGE_HISTORY);

    /** For pictures, for pings of a role that isn't mentionable, and for a name of the bot's own. */
    private static final Set<Permission> EXTRAS = EnumSet.of(
            Permission.MESSAGE_ATTACH_FILES, Permission.MESSAGE_MENTION_EVERYONE, Permission.NICKNAME_CHANGE);

    private static final Set<NeededPermission> IN_CHANNELS =
            EnumSet.complementOf(EnumSet.of(NeededPermission.SEND_MESSAGES_IN_THREADS));
    private static final Set<NeededPermission> IN_THREADS =
            EnumSet.complementOf(EnumSet.of(NeededPermission.SEND_MESSAGES));

    private ChannelRights() {}

    /** Every permission that an invitation asks for, as Discord adds them up. */
    static long invited() {
        return Permission.getRaw(PERMISSIONS.values()) | Permission.getRaw(EXTRAS);
    }

    /** Whether the channel can be a feed's. */
    static ChannelAccess access(GuildChannel channel) {
        boolean isThread = channel instanceof ThreadChannel;
        if (!isThread && channel.getType() != ChannelType.TEXT && channel.getType() != ChannelType.NEWS) {
            return new ChannelAccess(Kind.WRONG_KIND);
        }
        Member self = channel.getGuild().getSelfMember();
        Set<NeededPermission> missing = EnumSet.copyOf(isThread ? IN_THREADS : IN_CHANNELS);
        missing.removeIf(needed -> self.hasPermission(channel, PERMISSIONS.get(needed)));
        if (missing.isEmpty() && isLocked(channel)) {
            return new ChannelAccess(Kind.LOCKED);
        }
        Set<ExtraPermission> extras =
                AttachedPictures.areAllowed(channel) ? Set.of() : EnumSet.of(ExtraPermission.ATTACH_FILES);
        return new ChannelAccess(missing.isEmpty() ? Kind.USABLE : Kind.MISSING, missing, extras);
    }

    /** Why a message can't be posted in the channel; null if it can. */
    static @Nullable Reason refusal(GuildMessageChannel channel, MessageCreateData message) {
        Member self = channel.getGuild().getSelfMember();
        if (!self.hasPermission(channel, Permission.VIEW_CHANNEL)) {
            return Reason.NO_VIEW;
        }
        boolean isThread = channel instanceof ThreadChannel;
        if (isThread && !self.hasPermission(channel, Permission.MESSAGE_SEND_IN_THREADS)) {
            return Reason.NO_SEND_IN_THREADS;
        }
        if (!channel.canTalk()) {
            // In a private thread that the bot was removed from, this is what it lacks.
            return isThread ? Reason.NO_VIEW : Reason.NO_SEND;
        }
        if (isLocked(channel)) {
            return Reason.THREAD_CLOSED;
        }
        boolean embeds = !message.getEmbeds().isEmpty();
        return embeds && !self.hasPermission(channel, Permission.MESSAGE_EMBED_LINKS) ? Reason.NO_EMBEDS : null;
    }

    /** Whether the channel is a thread that only moderators can write in or reopen, and the bot is none. */
    private static boolean isLocked(GuildChannel channel) {
        return channel instanceof ThreadChannel thread
                && thread.isLocked()
                && !channel.getGuild().getSelfMember().hasPermission(channel, Permission.MANAGE_THREADS);
    }
}
