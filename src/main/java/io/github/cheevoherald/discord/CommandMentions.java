package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns command names into clickable mentions, once Discord has assigned ids to the commands. */
public final class CommandMentions {
    private static final Pattern NAMED = Pattern.compile("`/([a-z]+)((?: [a-z]+){0,2})`");
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    private volatile Map<String, String> ids = Map.of();

    /** Learns the ids from Discord's list of commands. */
    void learn(JsonNode commands) {
        Map<String, String> known = new HashMap<>();
        for (JsonNode command : commands) {
            String id = command.path("id").asText();
            if (command.path("type").asInt(1) == 1 && ID.matcher(id).matches()) {
                known.put(command.path("name").asText(), id);
            }
        }
        ids = Map.copyOf(known);
    }

    /** Makes each command in backticks, such as {@code `/feed set`}, clickable. */
    public String in(String text) {
        Map<String, String> known = ids;
        return NAMED.matcher(text).replaceAll(found -> {
            String id = known.get(found.group(1));
            return id == null ? "$0" : "</" + found.group(1) + found.group(2) + ":" + id + ">";
        });
    }
}
