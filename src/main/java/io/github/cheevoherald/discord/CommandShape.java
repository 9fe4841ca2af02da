package io.github.cheevoherald.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;

/**
 * Slash commands in the one form in which ours and those that Discord keeps can be compared: what Discord adds itself is
 * left out, what is not said is the same as its default, and where order means nothing there is none.
 */
final class CommandShape {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An activity's entry point, which nobody but its owner's portal makes or takes away. */
    private static final int ENTRY_POINT = 4;

    private static final int GROUP = 2;

    private static final Set<String> COMPARED = Set.of(
            "type",
            "name",
            "name_localizations",
            "description",
            "description_localizations",
            "options",
            "choices",
            "required",
            "autocomplete",
            "channel_types",
            "min_value",
            "max_value",
            "min_length",
            "max_length",
            "value",
            "default_member_permissions",
            "contexts",
            "integration_types",
            "nsfw");

    private static final Set<String> WITHOUT_ORDER = Set.of("contexts", "integration_types", "channel_types");

    private CommandShape() {}

    /** What Discord would keep of these. */
    static Map<String, Object> ofOurs(List<? extends CommandData> commands) {
        Map<String, Object> shapes = new TreeMap<>();
        for (CommandData command : commands) {
            try {
                add(shapes, JSON.readTree(command.toData().toJson()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shapes;
    }

    /** What Discord says that it keeps, asked for with localisations. */
    static Map<String, Object> ofTheirs(JsonNode commands) {
        Map<String, Object> shapes = new TreeMap<>();
        for (JsonNode command : commands) {
            if (command.path("type").asInt(1) != ENTRY_POINT) {
                add(shapes, command);
            }
        }
        return shapes;
    }

    private static void add(Map<String, Object> shapes, JsonNode command) {
        Map<String, Object> shape = shape(command);
        shape.putIfAbsent("type", "1");
        shape.putIfAbsent("integration_types", new TreeSet<>(Set.of("0")));
        shapes.put(shape.get("type") + " " + shape.get("name"), shape);
    }

    private static Map<String, Object> shape(JsonNode part) {
        Map<String, Object> shape = new TreeMap<>();
        part.properties().forEach(field -> {
            String key = field.getKey();
            Object value = key.endsWith("_localizations") ? texts(field.getValue()) : value(key, field.getValue());
            if (COMPARED.contains(key) && !isDefault(value)) {
                shape.put(key, value);
            }
        });
        return shape;
    }

    private static boolean isDefault(Object value) {
        return value.equals("")
                || value.equals("false")
                || value.equals(List.of())
                || value.equals(Set.of())
                || value.equals(Map.of());
    }

    private static Map<String, String> texts(JsonNode byLocale) {
        Map<String, String> texts = new TreeMap<>();
        byLocale.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    private static Object value(String key, JsonNode value) {
        if (value.isNumber()) {
            return new BigDecimal(value.asText()).stripTrailingZeros().toString();
        }
        if (!value.isArray()) {
            return value.isNull() ? "" : value.asText();
        }
        if (WITHOUT_ORDER.contains(key)) {
            Set<String> set = new TreeSet<>();
            value.forEach(each -> set.add(each.asText()));
            return set;
        }
        // Within each kind the order is the one people see; JDA and Discord may still tell one kind before the other.
        List<Object> list = new ArrayList<>();
        value.forEach(each -> addIf(list, each, each.path("type").asInt() != GROUP));
        value.forEach(each -> addIf(list, each, each.path("type").asInt() == GROUP));
        return list;
    }

    private static void addIf(List<Object> list, JsonNode part, boolean wanted) {
        if (wanted) {
            list.add(shape(part));
        }
    }
}
