package io.github.cheevoherald.discord;

import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;

/** The link that adds the bot itself to a server that has only its commands. */
final class Invitation {
    private Invitation() {}

    static String to(Guild guild) {
        return "https://discord.com/oauth2/authorize?client_id="
                + guild.getJDA().getSelfUser().getApplicationId() + "&scope=bot+applications.commands&permissions="
                + Permission.getRaw(JdaDiscord.PERMISSIONS.values()) + "&guild_id=" + guild.getId();
    }
}
