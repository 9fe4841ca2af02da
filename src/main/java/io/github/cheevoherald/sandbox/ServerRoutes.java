package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Lists and changes servers, channels, members and permissions of the embedded Discord. */
final class ServerRoutes {
    private final EmbeddedDiscord discord;
    private final Directory directory;

    ServerRoutes(EmbeddedDiscord discord, Directory directory) {
        this.discord = discord;
        this.directory = directory;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/discord/guilds", this::list);
        routes.get("/control/discord/directs", context -> ControlJson.send(context, 200, directs()));
        routes.post("/control/discord/guilds", this::createGuild);
        routes.put("/control/discord/guilds/{guild}/bot", this::moveBot);
        routes.put("/control/discord/guilds/{guild}/bot-permissions", this::permitBot);
        routes.put("/control/discord/guilds/{guild}/available", this::setAvailable);
        routes.post("/control/discord/guilds/{guild}/members", this::addMember);
        routes.delete("/control/discord/guilds/{guild}/members/{user}", this::removeMember);
        routes.delete("/control/discord/users/{user}", this::deleteUser);
        routes.post("/control/discord/guilds/{guild}/channels", this::createChannel);
        routes.post("/control/discord/guilds/{guild}/roles", this::createRole);
        routes.post("/control/discord/channels/{channel}/threads", this::createThread);
        routes.put("/control/discord/channels/{channel}/thread", this::changeThread);
        routes.delete("/control/discord/channels/{channel}", this::deleteChannel);
        routes.put("/control/discord/channels/{channel}/permissions", this::permit);
    }

    private void list(Context context) {
        ControlJson.send(context, 200, guilds());
    }

    List<GuildView> guilds() {
        List<Long> withBot = discord.world().guilds();
        List<GuildView> guilds = new ArrayList<>();
        directory.guilds().forEach((id, name) -> {
            List<ChannelView> channels = new ArrayList<>();
            for (long channel : discord.channels().of(id)) {
                if (discord.channels().parent(channel) == 0) {
                    channels.add(view(channel));
                    discord.threads().of(channel).forEach(thread -> channels.add(view(thread)));
                }
            }
            List<RoleView> roles = new ArrayList<>();
            discord.roles()
                    .of(id)
                    .forEach((role, called) -> roles.add(new RoleView(Long.toUnsignedString(role), called)));
            guilds.add(new GuildView(
                    Long.toUnsignedString(id), name, withBot.contains(id), channels, roles, directory.members(id)));
        });
        return guilds;
    }

    private ChannelView view(long channel) {
        return new ChannelView(
                Long.toUnsignedString(channel),
                discord.channels().name(channel),
                Long.toUnsignedString(discord.channels().lastMessage(channel)),
                discord.channels().botMayPost(channel),
                discord.channels().parent(channel) != 0,
                discord.threads().isArchived(channel));
    }

    /** Direct messages belong to no server. */
    List<DirectView> directs() {
        List<DirectView> directs = new ArrayList<>();
        discord.channels()
                .directs()
                .forEach((channel, person) -> directs.add(new DirectView(
                        Long.toUnsignedString(channel),
                        discord.channels().name(channel),
                        Long.toUnsignedString(person),
                        Long.toUnsignedString(discord.channels().lastMessage(channel)))));
        return directs;
    }

    private void createGuild(Context context) {
        Body body = Body.of(context);
        String name = body.text("name");
        body.end();
        long id = discord.world().createGuild(name);
        directory.addGuild(id, name);
        ControlJson.send(context, 201, Created.of(id));
    }

    private void moveBot(Context context) {
        Body body = Body.of(context);
        boolean present = body.flag("present", true);
        boolean commands = body.flag("commands", false);
        body.end();
        long guild = Paths.number(context, "guild");
        if (present) {
            discord.world().addBot(guild);
        } else if (commands) {
            discord.world().commandsOnly(guild);
        } else {
            discord.world().removeBot(guild);
        }
        context.status(204);
    }

    private void permitBot(Context context) {
        Body body = Body.of(context);
        Permission[] permissions = permissions(body, "permissions");
        body.end();
        discord.world().botPermissions(Paths.number(context, "guild"), permissions);
        context.status(204);
    }

    private void setAvailable(Context context) {
        Body body = Body.of(context);
        boolean available = body.flag("available", true);
        body.end();
        discord.world().available(Paths.number(context, "guild"), available);
        context.status(204);
    }

    /** Adds a new person by name, or a member of another server by id. */
    private void addMember(Context context) {
        Body body = Body.of(context);
        Long user = body.numberOrNull("user");
        String name = user == null ? body.text("name") : directory.nameOf(user);
        boolean admin = body.flag("admin", false);
        String player = Objects.requireNonNullElse(body.text("player", null), "");
        Permission[] permissions =
                admin ? new Permission[] {Permission.ADMINISTRATOR} : permissions(body, "permissions");
        body.end();
        long guild = Paths.number(context, "guild");
        long id;
        if (user == null) {
            id = discord.world().createMember(guild, name, permissions);
        } else {
            id = user;
            discord.world().join(guild, id, permissions);
        }
        directory.addMember(guild, id, name, admin, player);
        ControlJson.send(context, 201, Created.of(id));
    }

    private void removeMember(Context context) {
        long guild = Paths.number(context, "guild");
        long user = Paths.number(context, "user");
        discord.world().leave(guild, user);
        directory.removeMember(guild, user);
        context.status(204);
    }

    private void deleteUser(Context context) {
        long user = Paths.number(context, "user");
        discord.world().deleteUser(user);
        directory.guilds().keySet().forEach(guild -> directory.removeMember(guild, user));
        context.status(204);
    }

    private void createChannel(Context context) {
        Body body = Body.of(context);
        String name = body.text("name");
        boolean announcement = body.flag("announcement", false);
        body.end();
        long guild = Paths.number(context, "guild");
        long id = announcement
                ? discord.channels().createAnnouncement(guild, name)
                : discord.channels().create(guild, name);
        ControlJson.send(context, 201, Created.of(id));
    }

    private void createRole(Context context) {
        Body body = Body.of(context);
        String name = body.text("name");
        boolean mentionable = body.flag("mentionable", false);
        body.end();
        long guild = Paths.number(context, "guild");
        long id = discord.world().createRole(guild, name);
        discord.roles().mentionable(guild, id, mentionable);
        ControlJson.send(context, 201, Created.of(id));
    }

    private void createThread(Context context) {
        Body body = Body.of(context);
        String name = body.text("name");
        boolean hidden = body.flag("private", false);
        body.end();
        long channel = Paths.number(context, "channel");
        long id = hidden
                ? discord.threads().createPrivate(channel, name)
                : discord.threads().create(channel, name);
        ControlJson.send(context, 201, Created.of(id));
    }

    /** What isn't named stays as it is. */
    private void changeThread(Context context) {
        Body body = Body.of(context);
        long thread = Paths.number(context, "channel");
        boolean archived = body.flag("archived", discord.threads().isArchived(thread));
        boolean locked = body.flag("locked", discord.threads().isLocked(thread));
        body.end();
        discord.threads().set(thread, archived, locked);
        context.status(204);
    }

    private void deleteChannel(Context context) {
        discord.channels().delete(Paths.number(context, "channel"));
        context.status(204);
    }

    /** {@code who} is the bot, or the id of a member, a role or, for everyone, the server. */
    private void permit(Context context) {
        Body body = Body.of(context);
        boolean forBot = Objects.equals(body.text("who", "bot"), "bot");
        long who = forBot ? discord.world().botId() : body.number("who");
        Permission[] allow = permissions(body, "allow");
        Permission[] deny = permissions(body, "deny");
        body.end();
        long channel = Paths.number(context, "channel");
        if (allow.length > 0) {
            discord.channels().allow(channel, who, allow);
        }
        if (deny.length > 0) {
            discord.channels().deny(channel, who, deny);
        }
        context.status(204);
    }

    private static Permission[] permissions(Body body, String name) {
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode node : body.node(name)) {
            String text = node.asText().toUpperCase(Locale.ROOT).replace('-', '_');
            try {
                permissions.add(Permission.valueOf(text));
            } catch (IllegalArgumentException e) {
                throw new BadRequest(node.asText() + " isn't a permission the sandbox knows.");
            }
        }
        return permissions.toArray(Permission[]::new);
    }

    /** The id of a new object. */
    record Created(String id) {
        static Created of(long id) {
            return new Created(Long.toUnsignedString(id));
        }
    }

    /** A server with its channels, roles and members; {@code bot}: whether the bot is in it. */
    record GuildView(
            String id,
            String name,
            boolean bot,
            List<ChannelView> channels,
            List<RoleView> roles,
            List<Directory.Member> members) {}

    /** A role that can be mentioned. */
    record RoleView(String id, String name) {}

    /** A channel or thread; {@code last} is the latest message that everybody sees, 0 if there is none. */
    record ChannelView(String id, String name, String last, boolean botMayPost, boolean thread, boolean archived) {}

    /** Direct messages between the bot and a person: {@code to} is the person's id, {@code name} their name. */
    record DirectView(String id, String name, String to, String last) {}
}
