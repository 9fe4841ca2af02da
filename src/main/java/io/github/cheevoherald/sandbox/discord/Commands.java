package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registered commands, global (server 0) and per server. Guarded by the state's lock. */
final class Commands {
    private static final int MAX_COMMANDS = 100;

    private final State state;
    private final Map<Long, Map<String, ObjectNode>> byGuild = new HashMap<>();

    Commands(State state) {
        this.state = state;
    }

    RestAnswer list(Request request) {
        boolean localized = "true".equals(request.query().get("with_localizations"));
        ArrayNode list = Json.array();
        of(scope(request)).values().forEach(command -> list.add(localized ? command : unlocalized(command)));
        return RestAnswer.ok(list);
    }

    /** Lists leave out localizations unless they're requested. */
    private static JsonNode unlocalized(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("name_localizations").forEach(parent -> ((ObjectNode) parent).remove("name_localizations"));
        copy.findParents("description_localizations")
                .forEach(parent -> ((ObjectNode) parent).remove("description_localizations"));
        return copy;
    }

    RestAnswer replace(Request request) {
        long scope = scope(request);
        Form form = new Form(new FieldErrors());
        JsonNode body = request.json();
        Map<String, ObjectNode> replaced = new LinkedHashMap<>();
        for (int i = 0; i < body.size(); i++) {
            String path = i + ".";
            ObjectNode command = new CommandForm(form).read(body.get(i), path);
            String key = key(command);
            if (replaced.put(key, named(command, scope, of(scope).get(key))) != null) {
                String message = "Application command names must be unique";
                form.errors().add(path + "name", "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
            }
        }
        if (replaced.size() > MAX_COMMANDS) {
            String message = "The maximum number of application commands has been reached";
            form.errors().add("0.name", "APPLICATION_COMMAND_MAX", message);
        }
        form.errors().refuse();
        byGuild.put(scope, replaced);
        ArrayNode list = Json.array();
        replaced.values().forEach(list::add);
        return RestAnswer.ok(list);
    }

    RestAnswer create(Request request) {
        long scope = scope(request);
        Form form = new Form(new FieldErrors());
        ObjectNode command = new CommandForm(form).read(request.json(), "");
        form.errors().refuse();
        ObjectNode before = of(scope).get(key(command));
        ObjectNode made = named(command, scope, before);
        of(scope).put(key(command), made);
        return RestAnswer.of(before == null ? 201 : 200, made);
    }

    RestAnswer get(Request request) {
        return RestAnswer.ok(command(request));
    }

    RestAnswer delete(Request request) {
        ObjectNode command = command(request);
        of(scope(request)).remove(key(command));
        return RestAnswer.nothing();
    }

    private ObjectNode command(Request request) {
        for (ObjectNode command : of(scope(request)).values()) {
            if (command.path("id").asText().equals(request.parameters().get("command"))) {
                return command;
            }
        }
        throw Refusal.UNKNOWN_COMMAND.now();
    }

    private ObjectNode named(ObjectNode command, long scope, @Nullable ObjectNode before) {
        String id = before == null ? Json.id(state.nextId()) : before.path("id").asText();
        command.put("id", id).put("application_id", Json.id(state.bot().id()));
        command.put("version", Json.id(state.nextId()));
        if (scope != 0) {
            command.put("guild_id", Json.id(scope));
        }
        if (command.path("integration_types").isEmpty()) {
            command.putArray("integration_types").add(0);
        }
        if (command.path("contexts").isEmpty()) {
            command.putNull("contexts");
        }
        return command;
    }

    private long scope(Request request) {
        if (request.id("application") != state.bot().id()) {
            throw Refusal.UNKNOWN_APPLICATION.now();
        }
        if (!request.parameters().containsKey("guild")) {
            return 0;
        }
        GuildState guild = state.guild(request.id("guild"));
        if (guild == null || !state.botIn(guild)) {
            throw Refusal.MISSING_ACCESS.now();
        }
        return guild.id();
    }

    private static String key(JsonNode command) {
        return command.path("type").asInt() + ":" + command.path("name").asText();
    }

    private Map<String, ObjectNode> of(long scope) {
        return byGuild.computeIfAbsent(scope, any -> new LinkedHashMap<>());
    }

    /** The slash commands available in a place: a server's own hide global ones with the same name. */
    Collection<ObjectNode> in(@Nullable GuildState guild) {
        Map<String, ObjectNode> all = new LinkedHashMap<>(of(0));
        if (guild != null) {
            all.putAll(of(guild.id()));
        }
        List<ObjectNode> slash = new ArrayList<>();
        for (ObjectNode command : all.values()) {
            if (command.path("type").asInt() == 1) {
                slash.add(command);
            }
        }
        return slash;
    }
}
