package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The servers' roles, as people may ping them. The bot is notified of changes. */
public final class Roles {
    private final State state;
    private final Sessions sessions;

    Roles(State state, Sessions sessions) {
        this.state = state;
        this.sessions = sessions;
    }

    /** A server's roles by id, except everyone's. */
    public Map<Long, String> of(long guildId) {
        return state.locked(() -> {
            Map<Long, String> names = new LinkedHashMap<>();
            state.requireGuild(guildId).roles().values().stream()
                    .filter(role -> role.id() != guildId)
                    .forEach(role -> names.put(role.id(), role.name()));
            return names;
        });
    }

    /** Lets everybody ping a role, or not any more. */
    public void mentionable(long guildId, long roleId, boolean now) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            RoleState role = guild.roles().get(roleId);
            if (role == null) {
                throw new NotPossibleException("no role " + roleId);
            }
            role.mentionable(now);
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_ROLE_UPDATE", DiscordWorld.roleEvent(guild, role));
        });
    }

    /** Deletes a role. */
    public void delete(long guildId, long roleId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            guild.roles().remove(roleId);
            ObjectNode json = Json.object().put("guild_id", Json.id(guildId)).put("role_id", Json.id(roleId));
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_ROLE_DELETE", json);
        });
    }
}
