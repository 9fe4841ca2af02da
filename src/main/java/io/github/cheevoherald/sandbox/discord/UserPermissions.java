package io.github.cheevoherald.sandbox.discord;

import org.jspecify.annotations.Nullable;

/** Computes a user's permissions as Discord documents it. */
final class UserPermissions {
    private UserPermissions() {}

    static long inGuild(GuildState guild, User user) {
        MemberState member = guild.members().get(user.id());
        if (member == null) {
            return 0;
        }
        if (guild.ownerId() == user.id()) {
            return Permission.ALL;
        }
        long bits = permissions(guild, guild.id());
        for (long role : member.roles()) {
            bits |= permissions(guild, role);
        }
        return Permission.ADMINISTRATOR.in(bits) ? Permission.ALL : bits;
    }

    static long inChannel(ChannelState channel, User user) {
        GuildState guild = channel.guild();
        if (guild == null) {
            boolean party = user.bot() || user.equals(channel.recipient());
            return party ? Permission.EVERYONE : 0;
        }
        MemberState member = guild.members().get(user.id());
        long base = inGuild(guild, user);
        if (member == null || base == Permission.ALL) {
            return base;
        }
        long bits = apply(base, channel.overwrites().get(guild.id()));
        long allow = 0;
        long deny = 0;
        for (long role : member.roles()) {
            Overwrite overwrite = channel.overwrites().get(role);
            if (overwrite != null) {
                allow |= overwrite.allow();
                deny |= overwrite.deny();
            }
        }
        bits = apply((bits & ~deny) | allow, channel.overwrites().get(user.id()));
        boolean sees = Permission.VIEW_CHANNEL.in(bits) && isLetIn(channel, user, bits);
        return sees ? bits : 0;
    }

    /** A private thread is for those who were added, and for moderators. */
    private static boolean isLetIn(ChannelState channel, User user, long bits) {
        ThreadState thread = channel.thread();
        return thread == null
                || channel.type() != ChannelState.PRIVATE_THREAD
                || thread.members().containsKey(user.id())
                || Permission.MANAGE_THREADS.in(bits);
    }

    private static long apply(long bits, @Nullable Overwrite overwrite) {
        return overwrite == null ? bits : (bits & ~overwrite.deny()) | overwrite.allow();
    }

    private static long permissions(GuildState guild, long roleId) {
        RoleState role = guild.roles().get(roleId);
        return role == null ? 0 : role.permissions();
    }
}
