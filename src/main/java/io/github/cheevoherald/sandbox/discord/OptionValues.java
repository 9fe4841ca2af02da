package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** Checks option values against the command's declaration, and looks up users, roles and channels. */
final class OptionValues {
    private static final int BOOLEAN = 5;
    private static final int USER = 6;
    private static final int CHANNEL = 7;
    private static final int ROLE = 8;
    private static final int MENTIONABLE = 9;
    private static final int ATTACHMENT = 11;

    private final State state;
    private final @Nullable GuildState guild;
    private final ObjectNode resolved = Json.object();

    OptionValues(State state, @Nullable GuildState guild) {
        this.state = state;
        this.guild = guild;
    }

    ObjectNode resolved() {
        return resolved;
    }

    JsonNode value(JsonNode option, Object value, boolean checked) {
        String name = option.path("name").asText();
        switch (option.path("type").asInt()) {
            case CommandForm.STRING -> {
                return text(option, name, value.toString(), checked);
            }
            case CommandForm.INTEGER -> {
                return LongNode.valueOf(whole(option, name, value, checked));
            }
            case CommandForm.NUMBER -> {
                return DoubleNode.valueOf(decimal(option, name, value, checked));
            }
            case BOOLEAN -> {
                return BooleanNode.valueOf(Boolean.parseBoolean(value.toString()));
            }
            default -> {
                long id = id(name, value);
                resolve(option, name, id, checked);
                return TextNode.valueOf(Json.id(id));
            }
        }
    }

    private static JsonNode text(JsonNode option, String name, String text, boolean checked) {
        int length = Form.length(text);
        int max = option.path("max_length").asInt(6000);
        if (checked && (length < option.path("min_length").asInt(0) || length > max)) {
            throw new NotPossibleException("the option " + name + " doesn't accept a text of this length");
        }
        choice(option, name, text, checked);
        return TextNode.valueOf(text);
    }

    private static void choice(JsonNode option, String name, String text, boolean checked) {
        boolean listed = option.path("choices").isEmpty();
        for (JsonNode choice : option.path("choices")) {
            listed |= choice.path("value").asText().equals(text);
        }
        if (checked && !listed) {
            throw new NotPossibleException("the option " + name + " doesn't offer " + text);
        }
    }

    private static long whole(JsonNode option, String name, Object value, boolean checked) {
        long number;
        try {
            number = Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            throw new NotPossibleException("the option " + name + " takes whole numbers, not " + value);
        }
        boolean below = option.hasNonNull("min_value")
                && number < option.path("min_value").asLong();
        boolean above = option.hasNonNull("max_value")
                && number > option.path("max_value").asLong();
        if (checked && (below || above)) {
            throw new NotPossibleException("the option " + name + " doesn't accept " + number);
        }
        choice(option, name, Long.toString(number), checked);
        return number;
    }

    private static double decimal(JsonNode option, String name, Object value, boolean checked) {
        double number;
        try {
            number = Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            throw new NotPossibleException("the option " + name + " takes numbers, not " + value);
        }
        boolean below = option.hasNonNull("min_value")
                && number < option.path("min_value").asDouble();
        boolean above = option.hasNonNull("max_value")
                && number > option.path("max_value").asDouble();
        if (checked && (below || above)) {
            throw new NotPossibleException("the option " + name + " doesn't accept " + number);
        }
        return number;
    }

    private static long id(String name, Object value) {
        try {
            return Long.parseUnsignedLong(value.toString());
        } catch (NumberFormatException e) {
            throw new NotPossibleException("the option " + name + " takes an id, not " + value);
        }
    }

    private void resolve(JsonNode option, String name, long id, boolean checked) {
        int type = option.path("type").asInt();
        boolean found = (type == USER || type == MENTIONABLE) && user(id);
        found |= (type == ROLE || type == MENTIONABLE) && role(id);
        found |= type == ATTACHMENT && attachment(id);
        found |= type == CHANNEL && channel(option, name, id, checked);
        if (!found) {
            throw new NotPossibleException("the option " + name + " can't be " + id);
        }
    }

    private boolean user(long id) {
        User user = state.user(id);
        if (user == null) {
            return false;
        }
        resolved.withObjectProperty("users").set(Json.id(id), Payloads.user(user));
        MemberState member = guild == null ? null : guild.members().get(id);
        if (member != null && guild != null) {
            ObjectNode json = Payloads.memberAlone(member);
            json.put("permissions", Long.toString(UserPermissions.inGuild(guild, user)));
            resolved.withObjectProperty("members").set(Json.id(id), json);
        }
        return true;
    }

    private boolean attachment(long id) {
        ObjectNode file = state.attachment(id);
        if (file == null) {
            return false;
        }
        resolved.withObjectProperty("attachments").set(Json.id(id), file);
        return true;
    }

    private boolean role(long id) {
        RoleState role = guild == null ? null : guild.roles().get(id);
        if (role == null) {
            return false;
        }
        resolved.withObjectProperty("roles").set(Json.id(id), Payloads.role(role));
        return true;
    }

    private boolean channel(JsonNode option, String name, long id, boolean checked) {
        ChannelState channel = guild == null ? null : guild.channels().get(id);
        if (channel == null) {
            return false;
        }
        boolean fits = option.path("channel_types").isEmpty();
        for (JsonNode type : option.path("channel_types")) {
            fits |= type.asInt() == channel.type();
        }
        if (checked && !fits) {
            throw new NotPossibleException("the option " + name + " doesn't accept this type of channel");
        }
        ObjectNode json = Payloads.channel(channel);
        json.remove("permission_overwrites");
        json.put("permissions", Long.toString(Permission.ALL));
        resolved.withObjectProperty("channels").set(Json.id(id), json);
        return true;
    }
}
