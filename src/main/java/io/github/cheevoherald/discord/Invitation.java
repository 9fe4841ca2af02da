package io.github.cheevoherald.discord;

import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;

/** The address at which people add the bot itself to a server that offers only its commands. */
final class Invitation {
    private Invitation() {}

    static String to(Guild guild) {
        return "https://discord.com/oauth2/authorize?client_id="
                + guild.getJDA().getSelfUser().getApplicationId() + "&scope=bot+applications.commands&permissions="
                + Permission.getRaw(JdaDiscord.PERMISSIONS.values()) + "&guild_id=" + guild.getId();
    }
}
