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
 * A normal form in which our slash commands and those registered with Discord can be compared. Fields that Discord adds
 * are left out, a missing field equals its default, and order is dropped where it has no meaning.
 */
final class CommandShape {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The entry point of an activity. Only the developer portal adds or removes it. */
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

    /** The normal form of our definitions. */
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

    /** The normal form of Discord's list, which must include localizations. */
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
        // People see the order within each kind; JDA and Discord may list the kinds themselves in different orders.
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
