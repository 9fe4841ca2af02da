package io.github.cheevoherald.commands;

import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.interactions.Interaction;

/** Reads from an interaction who called, in which server, and what they may do there. */
final class CallerRights {
    private CallerRights() {}

    static boolean mayManage(Interaction event) {
        Member member = event.getMember();
        return member != null && member.hasPermission(Permission.MANAGE_SERVER);
    }

    static long guildId(Interaction event) {
        Guild guild = event.getGuild();
        if (guild == null) {
            throw new IllegalStateException("a command outside a server");
        }
        return guild.getIdLong();
    }

    static long callerId(Interaction event) {
        return event.getUser().getIdLong();
    }
}
