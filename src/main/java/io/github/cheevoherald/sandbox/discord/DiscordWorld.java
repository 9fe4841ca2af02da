package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The servers, people and channels. Changes are made as their owners would make them, and reported to the bot. */
public final class DiscordWorld {
    /** The permissions of the bot's own role, unless changed. */
    public static final Set<Permission> BOT_PERMISSIONS = Set.copyOf(EnumSet.of(
            Permission.VIEW_CHANNEL,
            Permission.SEND_MESSAGES,
            Permission.EMBED_LINKS,
            Permission.ATTACH_FILES,
            Permission.READ_MESSAGE_HISTORY));

    private final State state;
    private final Sessions sessions;

    DiscordWorld(State state, Sessions sessions) {
        this.state = state;
        this.sessions = sessions;
    }

    /** The bot's user id, which is its application's id too. */
    public long botId() {
        return state.bot().id();
    }

    /** A server with an owner of its own, the bot in it, and no channel. */
    public long createGuild(String name) {
        return state.locked(() -> createGuild(state.nextId(), name, createUser("Owner of " + name)));
    }

    /** A server under a chosen id, say for a chosen shard. */
    public long createGuild(long id, String name, long ownerId) {
        return state.locked(() -> {
            GuildState guild = new GuildState(id, name, ownerId);
            state.add(guild);
            guild.roles().put(id, new RoleState(id, "@everyone", 0, Permission.EVERYONE));
            guild.members()
                    .put(
                            ownerId,
                            new MemberState(
                                    state.requireUser(ownerId), state.clock().instant()));
            addBot(id);
            return id;
        });
    }

    /** A person who is in no server yet. */
    public long createUser(String name) {
        return state.locked(() -> {
            User user = new User(state.nextId(), name, false);
            state.add(user);
            return user.id();
        });
    }

    /** A new person who is a member, and may what everyone may plus the given. */
    public long createMember(long guildId, String name, Permission... permissions) {
        return state.locked(() -> {
            long userId = createUser(name);
            join(guildId, userId, permissions);
            return userId;
        });
    }

    /** A person who administers the server. */
    public long createAdmin(long guildId, String name) {
        return createMember(guildId, name, Permission.ADMINISTRATOR);
    }

    /** Makes a person a member. */
    public void join(long guildId, long userId, Permission... permissions) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            MemberState member =
                    new MemberState(state.requireUser(userId), state.clock().instant());
            guild.members().put(userId, member);
            if (permissions.length > 0) {
                member.roles()
                        .add(createRole(guildId, "Role of " + member.user().name(), permissions));
            }
            ObjectNode json = Payloads.member(member).put("guild_id", Json.id(guildId));
            sessions.tell(guild, GatewayOp.GUILD_MEMBERS, "GUILD_MEMBER_ADD", json);
        });
    }

    /** A person leaves, or is removed from, a server. */
    public void leave(long guildId, long userId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            MemberState member = guild.members().remove(userId);
            if (member != null) {
                ObjectNode json = Json.object().put("guild_id", Json.id(guildId));
                json.set("user", Payloads.user(member.user()));
                sessions.tell(guild, GatewayOp.GUILD_MEMBERS, "GUILD_MEMBER_REMOVE", json);
            }
        });
    }

    /** A person's account is deleted, and with it they leave every server. */
    public void deleteUser(long userId) {
        state.locked(() -> {
            User user = state.requireUser(userId);
            for (GuildState guild : state.guilds()) {
                leave(guild.id(), userId);
            }
            state.remove(user);
        });
    }

    /** Gives a member a name for this server, or takes it away with null. */
    public void nickname(long guildId, long userId, @Nullable String nickname) {
        state.locked(() -> {
            member(guildId, userId).nickname(nickname);
            memberChanged(guildId, userId);
        });
    }

    /** A role that grants the given permissions, given to nobody yet. */
    public long createRole(long guildId, String name, Permission... permissions) {
        return state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            RoleState role =
                    new RoleState(state.nextId(), name, guild.roles().size(), Permission.bits(List.of(permissions)));
            guild.roles().put(role.id(), role);
            sessions.tell(guild, GatewayOp.GUILDS, "GUILD_ROLE_CREATE", roleEvent(guild, role));
            return role.id();
        });
    }

    /** Changes what a role grants; the server's own id is everyone's role. */
    public void rolePermissions(long guildId, long roleId, Permission... permissions) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            RoleState role = guild.roles().get(roleId);
            if (role == null) {
                throw new IllegalArgumentException("no role " + roleId);
            }
            role.permissions(Permission.bits(List.of(permissions)));
            sessions.tell(guild, GatewayOp.GUILDS, "GUILD_ROLE_UPDATE", roleEvent(guild, role));
        });
    }

    /** Changes what the bot's own role grants in the server. */
    public void botPermissions(long guildId, Permission... permissions) {
        rolePermissions(guildId, state.locked(() -> state.requireGuild(guildId).botRoleId()), permissions);
    }

    /** The bot joins the server, or comes back to it. */
    public void addBot(long guildId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            MemberState self = new MemberState(state.bot(), state.clock().instant());
            RoleState role = new RoleState(
                    state.nextId(), state.bot().name(), guild.roles().size(), Permission.bits(BOT_PERMISSIONS));
            guild.roles().put(role.id(), role);
            guild.botRoleId(role.id());
            self.roles().add(role.id());
            guild.members().put(state.bot().id(), self);
            guild.commandsOnly(false);
            sessions.tell(guild, GatewayOp.GUILDS, "GUILD_CREATE", Payloads.guildCreate(guild, state.bot()));
        });
    }

    /** The bot is removed from the server, or leaves it. */
    public void removeBot(long guildId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            guild.commandsOnly(false);
            if (guild.members().remove(state.bot().id()) != null) {
                guild.roles().remove(guild.botRoleId());
                ObjectNode json = Json.object().put("id", Json.id(guildId));
                sessions.tellRegardless(guild, GatewayOp.GUILDS, "GUILD_DELETE", json);
            }
        });
    }

    /** The application stays in, or is added to, the server without its bot, as with the scope of commands alone. */
    public void commandsOnly(long guildId) {
        state.locked(() -> {
            removeBot(guildId);
            state.requireGuild(guildId).commandsOnly(true);
        });
    }

    /** The server has an outage on Discord's side, or is back. */
    public void available(long guildId, boolean available) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            if (guild.available() == available || !state.botIn(guild)) {
                return;
            }
            guild.available(available);
            if (available) {
                sessions.tell(guild, GatewayOp.GUILDS, "GUILD_CREATE", Payloads.guildCreate(guild, state.bot()));
            } else {
                ObjectNode json = Json.object().put("id", Json.id(guildId)).put("unavailable", true);
                sessions.tellRegardless(guild, GatewayOp.GUILDS, "GUILD_DELETE", json);
            }
        });
    }

    /** Who owns the server. */
    public long owner(long guildId) {
        return state.locked(() -> state.requireGuild(guildId).ownerId());
    }

    /** The members' names by id, as the server shows them; the bot is among them while it is in. */
    public Map<Long, String> members(long guildId) {
        return state.locked(() -> {
            Map<Long, String> names = new LinkedHashMap<>();
            state.requireGuild(guildId).members().forEach((id, member) -> {
                String nickname = member.nickname();
                names.put(id, nickname == null ? member.user().name() : nickname);
            });
            return names;
        });
    }

    /** The ids of the servers that the bot is in. */
    public List<Long> guilds() {
        return state.locked(() -> {
            List<Long> ids = new ArrayList<>();
            for (GuildState guild : state.guilds()) {
                if (state.botIn(guild)) {
                    ids.add(guild.id());
                }
            }
            return List.copyOf(ids);
        });
    }

    private void memberChanged(long guildId, long userId) {
        GuildState guild = state.requireGuild(guildId);
        ObjectNode json = Payloads.member(member(guildId, userId)).put("guild_id", Json.id(guildId));
        long intent = userId == state.bot().id() ? GatewayOp.GUILDS : GatewayOp.GUILD_MEMBERS;
        sessions.tell(guild, intent, "GUILD_MEMBER_UPDATE", json);
    }

    private static ObjectNode roleEvent(GuildState guild, RoleState role) {
        ObjectNode json = Json.object().put("guild_id", Json.id(guild.id()));
        json.set("role", Payloads.role(role));
        return json;
    }

    private MemberState member(long guildId, long userId) {
        MemberState member = state.requireGuild(guildId).members().get(userId);
        if (member == null) {
            throw new IllegalArgumentException("no member " + userId + " in server " + guildId);
        }
        return member;
    }
}
