package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;

/** {@code /guilds/…}: what the bot can look up about its servers, and leaving them. */
final class GuildRoutes {
    private static final int MAX_NICKNAME = 32;

    private final State state;
    private final DiscordWorld world;

    GuildRoutes(State state, DiscordWorld world) {
        this.state = state;
        this.world = world;
    }

    RestAnswer guild(Request request) {
        GuildState guild = guildOf(request);
        ObjectNode json = Payloads.guild(guild);
        if ("true".equals(request.query().get("with_counts"))) {
            json.put("approximate_member_count", guild.members().size());
            json.put("approximate_presence_count", 1);
        }
        return RestAnswer.ok(json);
    }

    RestAnswer mine(Request request) {
        ArrayNode list = Json.array();
        for (GuildState guild : state.guilds()) {
            if (state.botIn(guild)) {
                ObjectNode json = list.addObject();
                json.put("id", Json.id(guild.id())).put("name", guild.name());
                json.putNull("icon").putNull("banner").put("owner", false);
                json.put("permissions", Long.toString(UserPermissions.inGuild(guild, state.bot())));
                json.putArray("features");
            }
        }
        return RestAnswer.ok(list);
    }

    RestAnswer leave(Request request) {
        world.removeBot(guildOf(request).id());
        return RestAnswer.nothing();
    }

    RestAnswer channels(Request request) {
        ArrayNode list = Json.array();
        guildOf(request).channels().values().stream()
                .filter(channel -> channel.thread() == null)
                .forEach(channel -> list.add(Payloads.channel(channel)));
        return RestAnswer.ok(list);
    }

    RestAnswer roles(Request request) {
        ArrayNode list = Json.array();
        guildOf(request).roles().values().forEach(role -> list.add(Payloads.role(role)));
        return RestAnswer.ok(list);
    }

    RestAnswer member(Request request) {
        GuildState guild = guildOf(request);
        long userId = request.id("user");
        MemberState member = guild.members().get(userId);
        if (member == null) {
            throw (state.user(userId) == null ? Refusal.UNKNOWN_USER : Refusal.UNKNOWN_MEMBER).now();
        }
        return RestAnswer.ok(Payloads.member(member));
    }

    /** The bot's own name and picture in the server. */
    RestAnswer changeSelf(Request request) {
        GuildState guild = guildOf(request);
        MemberState self = guild.members().get(state.bot().id());
        if (self == null) {
            throw Refusal.UNKNOWN_MEMBER.now();
        }
        JsonNode body = request.json();
        Form form = new Form(new FieldErrors());
        String nickname = form.text(body, "nick", "", MAX_NICKNAME);
        String picture = body.path("avatar").asText("");
        boolean isPicture = picture.startsWith("data:image/") && picture.contains(";base64,");
        if (body.hasNonNull("avatar") && !isPicture) {
            form.errors().add("avatar", "BASE_TYPE_INVALID", "Invalid image data");
        }
        form.errors().refuse();
        if (body.has("nick")) {
            if (!Permission.CHANGE_NICKNAME.in(UserPermissions.inGuild(guild, state.bot()))) {
                throw Refusal.MISSING_PERMISSIONS.now();
            }
            boolean none = nickname == null || nickname.isEmpty();
            world.nickname(guild.id(), state.bot().id(), none ? null : nickname);
        }
        if (body.has("avatar")) {
            String hash = String.format("%032x", picture.hashCode() & 0xffffffffL);
            world.avatar(guild.id(), state.bot().id(), body.hasNonNull("avatar") ? hash : null);
        }
        return RestAnswer.ok(Payloads.member(self));
    }

    /** Listing all members needs a privileged intent, which this bot doesn't have. */
    RestAnswer members(Request request) {
        guildOf(request);
        throw Refusal.MISSING_ACCESS.now();
    }

    RestAnswer search(Request request) {
        GuildState guild = guildOf(request);
        String start = request.query().getOrDefault("query", "").toLowerCase(Locale.ROOT);
        int max = (int) Math.max(1, request.queryId("limit"));
        ArrayNode list = Json.array();
        for (MemberState member : guild.members().values()) {
            String nickname = Objects.requireNonNullElse(member.nickname(), "");
            boolean found = nickname.toLowerCase(Locale.ROOT).startsWith(start)
                    || member.user().name().toLowerCase(Locale.ROOT).startsWith(start);
            if (found && list.size() < max) {
                list.add(Payloads.member(member));
            }
        }
        return RestAnswer.ok(list);
    }

    private GuildState guildOf(Request request) {
        GuildState guild = state.guild(request.id("guild"));
        if (guild == null || !state.botIn(guild)) {
            throw Refusal.UNKNOWN_GUILD.now();
        }
        return guild;
    }
}
