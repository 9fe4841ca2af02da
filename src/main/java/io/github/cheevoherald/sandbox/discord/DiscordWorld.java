package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The servers and people. Changes are made as their owners would make them, and reported to the bot. */
public final class DiscordWorld {
    /** The permissions of the bot's own role, unless changed. */
    public static final Set<Permission> BOT_PERMISSIONS = Set.copyOf(EnumSet.of(
            Permission.VIEW_CHANNEL,
            Permission.SEND_MESSAGES,
            Permission.EMBED_LINKS,
            Permission.ATTACH_FILES,
            Permission.READ_MESSAGE_HISTORY,
            Permission.MENTION_EVERYONE,
            Permission.CHANGE_NICKNAME));

    private final State state;
    private final Sessions sessions;

    DiscordWorld(State state, Sessions sessions) {
        this.state = state;
        this.sessions = sessions;
    }

    /** The bot's user id, which is also its application's id. */
    public long botId() {
        return state.bot().id();
    }

    /** Creates a server with its own owner and the bot, but no channels. */
    public long createGuild(String name) {
        return state.locked(() -> createGuild(state.nextId(), name, createUser("Owner of " + name)));
    }

    /** Creates a server with a chosen id, for example for a certain shard. */
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

    /** Creates a person who isn't in any server yet. */
    public long createUser(String name) {
        return state.locked(() -> {
            User user = new User(state.nextId(), name, false);
            state.add(user);
            return user.id();
        });
    }

    /** Creates a person and makes them a member, with the given permissions on top of everyone's. */
    public long createMember(long guildId, String name, Permission... permissions) {
        return state.locked(() -> {
            long userId = createUser(name);
            join(guildId, userId, permissions);
            return userId;
        });
    }

    /** Creates a member who administers the server. */
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
            sessions.send(guild, GatewayOp.GUILD_MEMBERS, "GUILD_MEMBER_ADD", json);
        });
    }

    /** Removes a person from a server, as if they left. */
    public void leave(long guildId, long userId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            MemberState member = guild.members().remove(userId);
            if (member != null) {
                ObjectNode json = Json.object().put("guild_id", Json.id(guildId));
                json.set("user", Payloads.user(member.user()));
                sessions.send(guild, GatewayOp.GUILD_MEMBERS, "GUILD_MEMBER_REMOVE", json);
            }
        });
    }

    /** Deletes a person's account; they leave every server. */
    public void deleteUser(long userId) {
        state.locked(() -> {
            User user = state.requireUser(userId);
            for (GuildState guild : state.guilds()) {
                leave(guild.id(), userId);
            }
            state.remove(user);
        });
    }

    /** Sets a member's nickname in this server, or removes it with null. */
    public void nickname(long guildId, long userId, @Nullable String nickname) {
        state.locked(() -> {
            member(guildId, userId).nickname(nickname);
            memberChanged(guildId, userId);
        });
    }

    /** A member's picture of their own in this server, as a hash; null if they have none. */
    public @Nullable String avatar(long guildId, long userId) {
        return state.locked(() -> member(guildId, userId).avatar());
    }

    void avatar(long guildId, long userId, @Nullable String hash) {
        member(guildId, userId).avatar(hash);
        memberChanged(guildId, userId);
    }

    /** Creates a role with the given permissions and no members. */
    public long createRole(long guildId, String name, Permission... permissions) {
        return state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            RoleState role =
                    new RoleState(state.nextId(), name, guild.roles().size(), Permission.bits(List.of(permissions)));
            guild.roles().put(role.id(), role);
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_ROLE_CREATE", roleEvent(guild, role));
            return role.id();
        });
    }

    /** Changes a role's permissions; the server's own id is everyone's role. */
    public void rolePermissions(long guildId, long roleId, Permission... permissions) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            RoleState role = guild.roles().get(roleId);
            if (role == null) {
                throw new IllegalArgumentException("no role " + roleId);
            }
            role.permissions(Permission.bits(List.of(permissions)));
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_ROLE_UPDATE", roleEvent(guild, role));
        });
    }

    /** Changes the permissions of the bot's own role in the server. */
    public void botPermissions(long guildId, Permission... permissions) {
        rolePermissions(guildId, state.locked(() -> state.requireGuild(guildId).botRoleId()), permissions);
    }

    /** Adds the bot to the server, or back to it. */
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
            sessions.send(guild, GatewayOp.GUILDS, "GUILD_CREATE", Payloads.guildCreate(guild, state.bot()));
        });
    }

    /** Removes the bot from the server, as if it left. */
    public void removeBot(long guildId) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            guild.commandsOnly(false);
            if (guild.members().remove(state.bot().id()) != null) {
                guild.roles().remove(guild.botRoleId());
                ObjectNode json = Json.object().put("id", Json.id(guildId));
                sessions.sendRegardless(guild, GatewayOp.GUILDS, "GUILD_DELETE", json);
            }
        });
    }

    /**
     * Keeps or puts the application in the server without its bot, as the scope {@code applications.commands} alone
     * does.
     */
    public void commandsOnly(long guildId) {
        state.locked(() -> {
            removeBot(guildId);
            state.requireGuild(guildId).commandsOnly(true);
        });
    }

    /** Starts or ends an outage of the server on Discord's side. */
    public void available(long guildId, boolean available) {
        state.locked(() -> {
            GuildState guild = state.requireGuild(guildId);
            if (guild.available() == available || !state.botIn(guild)) {
                return;
            }
            guild.available(available);
            if (available) {
                sessions.send(guild, GatewayOp.GUILDS, "GUILD_CREATE", Payloads.guildCreate(guild, state.bot()));
            } else {
                ObjectNode json = Json.object().put("id", Json.id(guildId)).put("unavailable", true);
                sessions.sendRegardless(guild, GatewayOp.GUILDS, "GUILD_DELETE", json);
            }
        });
    }

    /** The server's owner. */
    public long owner(long guildId) {
        return state.locked(() -> state.requireGuild(guildId).ownerId());
    }

    /** The members' names by id, as shown in the server, including the bot's if it's there. */
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
        sessions.send(guild, intent, "GUILD_MEMBER_UPDATE", json);
    }

    static ObjectNode roleEvent(GuildState guild, RoleState role) {
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
