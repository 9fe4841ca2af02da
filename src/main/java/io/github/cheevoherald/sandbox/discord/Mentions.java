package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a message notifies: those its text mentions, as far as {@code allowed_mentions} permits. */
final class Mentions {
    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,20})>");
    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)");

    private final State state;

    Mentions(State state) {
        this.state = state;
    }

    static void check(JsonNode allowed, Form form) {
        for (String kind : new String[] {"users", "roles"}) {
            form.list(allowed.path(kind), "allowed_mentions." + kind, 0, 100);
            if (!allowed.path(kind).isEmpty() && parses(allowed, kind)) {
                String message = "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.";
                form.errors().add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
            }
        }
    }

    void put(ObjectNode message, ChannelState channel, User author, JsonNode allowed) {
        String text = message.path("content").asText();
        ArrayNode users = message.putArray("mentions");
        for (long id : found(USER, text)) {
            User user = state.user(id);
            if (user != null && lets(allowed, "users", id)) {
                users.add(Payloads.user(user));
            }
        }
        GuildState guild = channel.guild();
        boolean may = Permission.MENTION_EVERYONE.in(UserPermissions.inChannel(channel, author));
        ArrayNode roles = message.putArray("mention_roles");
        for (long id : found(ROLE, text)) {
            RoleState role = guild == null ? null : guild.roles().get(id);
            if (role != null && (may || role.mentionable()) && lets(allowed, "roles", id)) {
                roles.add(Json.id(id));
            }
        }
        boolean everyone = EVERYONE.matcher(text).find() && (!allowed.isObject() || parses(allowed, "everyone"));
        message.put("mention_everyone", may && everyone);
    }

    private static Set<Long> found(Pattern pattern, String text) {
        Set<Long> ids = new HashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            ids.add(Long.parseUnsignedLong(matcher.group(1)));
        }
        return ids;
    }

    private static boolean lets(JsonNode allowed, String kind, long id) {
        if (allowed.isMissingNode() || allowed.isNull() || parses(allowed, kind)) {
            return true;
        }
        for (JsonNode listed : allowed.path(kind)) {
            if (listed.asText().equals(Json.id(id))) {
                return true;
            }
        }
        return false;
    }

    private static boolean parses(JsonNode allowed, String kind) {
        for (JsonNode parsed : allowed.path("parse")) {
            if (parsed.asText().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
