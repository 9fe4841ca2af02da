package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a person typed after the slash into the data of an interaction, checked as Discord's client does. */
final class CommandInput {
    private final OptionValues values;
    private final boolean checked;

    CommandInput(State state, @Nullable GuildState guild, boolean checked) {
        this.values = new OptionValues(state, guild);
        this.checked = checked;
    }

    /** The path is the command's name with its group and sub-command; the focused option is the one being typed. */
    ObjectNode data(ObjectNode command, String[] path, Map<String, ?> options, @Nullable String focused) {
        ObjectNode data = Json.object();
        data.put("id", command.path("id").asText()).put("type", 1);
        data.put("name", command.path("name").asText());
        if (command.hasNonNull("guild_id")) {
            data.put("guild_id", command.path("guild_id").asText());
        }
        JsonNode declared = command.path("options");
        ArrayNode into = data.putArray("options");
        for (int i = 1; i < path.length; i++) {
            JsonNode branch = option(declared, path[i]);
            if (branch == null || branch.path("type").asInt() > CommandForm.GROUP) {
                throw new NotPossibleException("no sub-command " + path[i]);
            }
            ObjectNode step = into.addObject();
            step.put("name", path[i]).put("type", branch.path("type").asInt());
            into = step.putArray("options");
            declared = branch.path("options");
        }
        if (!declared.isEmpty() && declared.get(0).path("type").asInt() <= CommandForm.GROUP) {
            throw new NotPossibleException("a sub-command is missing");
        }
        fill(declared, new LinkedHashMap<>(options), focused, into);
        data.set("resolved", values.resolved());
        return data;
    }

    private void fill(JsonNode declared, Map<String, Object> options, @Nullable String focused, ArrayNode into) {
        for (JsonNode option : declared) {
            String name = option.path("name").asText();
            Object value = options.remove(name);
            if (value == null) {
                if (checked && focused == null && option.path("required").asBoolean()) {
                    throw new NotPossibleException("the option " + name + " is required");
                }
                continue;
            }
            boolean typing = name.equals(focused);
            ObjectNode json = into.addObject();
            json.put("name", name).put("type", option.path("type").asInt());
            if (typing) {
                json.put("value", value.toString()).put("focused", true);
            } else {
                json.set("value", values.value(option, value, checked));
            }
        }
        if (!options.isEmpty()) {
            throw new NotPossibleException("no option " + options.keySet());
        }
    }

    static @Nullable JsonNode option(JsonNode declared, String name) {
        for (JsonNode option : declared) {
            if (option.path("name").asText().equals(name)) {
                return option;
            }
        }
        return null;
    }
}
