package io.github.cheevoherald.retroachievements;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, read as leniently as the site's history demands: names in any case ({@code AchievementID}, {@code
 * achievementId}), numbers as numbers, strings or booleans. Null and empty count as absent; any other kind of value
 * throws {@link UnexpectedShape}.
 */
final class JsonFields {
    private final JsonNode node;
    private @Nullable Map<String, JsonNode> byLowerCase;

    private JsonFields(JsonNode node) {
        this.node = node;
    }

    static JsonFields of(JsonNode node) {
        if (!node.isObject()) {
            throw new UnexpectedShape("an object was expected, not " + kind(node));
        }
        return new JsonFields(node);
    }

    /** Reads the rows of a list. PHP writes a list as an object with numbered fields once a row was removed from it. */
    static List<JsonFields> rows(JsonNode list) {
        if (!list.isArray() && !isNumbered(list)) {
            throw new UnexpectedShape("a list was expected, not " + kind(list));
        }
        List<JsonFields> rows = new ArrayList<>(list.size());
        list.forEach(row -> rows.add(of(row)));
        return rows;
    }

    private static boolean isNumbered(JsonNode node) {
        // An empty object isn't a list: PHP writes empty lists as [].
        if (!node.isObject() || node.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getKey().chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    boolean isNull(String name) {
        JsonNode value = raw(name);
        return value != null && value.isNull();
    }

    JsonFields object(String name) {
        return of(required(name));
    }

    @Nullable JsonFields objectOrNull(String name) {
        JsonNode value = find(name);
        return value == null || isEmptyArray(value) ? null : of(value);
    }

    List<JsonFields> list(String name) {
        return rows(required(name));
    }

    /** Reads a list that may be absent. */
    List<JsonFields> listOrEmpty(String name) {
        JsonNode value = find(name);
        return value == null ? List.of() : rows(value);
    }

    /** Whether the field holds an empty list or map; PHP doesn't distinguish them. */
    boolean isEmptyMap(String name) {
        JsonNode value = find(name);
        return value != null && value.isContainerNode() && value.isEmpty();
    }

    long id(String name) {
        Long value = longOrNull(name);
        if (value == null || value < 1) {
            throw new UnexpectedShape(name + " is not an id");
        }
        return value;
    }

    int requiredInt(String name) {
        return present(name, intOrNull(name));
    }

    long requiredLong(String name) {
        Long value = longOrNull(name);
        if (value == null) {
            throw new UnexpectedShape(name + " is absent");
        }
        return value;
    }

    int intOrZero(String name) {
        return Objects.requireNonNullElse(intOrNull(name), 0);
    }

    long longOrZero(String name) {
        return Objects.requireNonNullElse(longOrNull(name), 0L);
    }

    boolean flag(String name) {
        return longOrZero(name) != 0;
    }

    @Nullable Integer intOrNull(String name) {
        Long value = longOrNull(name);
        if (value == null) {
            return null;
        }
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new UnexpectedShape(name + " is too large a number");
        }
        return value.intValue();
    }

    @Nullable Long longOrNull(String name) {
        JsonNode value = find(name);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? 1L : 0L;
        }
        if (value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral()) {
            return value.longValue();
        }
        if (value.isTextual()) {
            return number(name, value.textValue().strip().toLowerCase(Locale.ROOT));
        }
        throw new UnexpectedShape(name + " is not a number but " + kind(value));
    }

    private static long number(String name, String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new UnexpectedShape(name + " is a text that is no number");
        }
    }

    /** Reads a number that may have decimals. */
    @Nullable Double decimalOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() && !value.isTextual()) {
            throw new UnexpectedShape(name + " is not a number but " + kind(value));
        }
        try {
            double number = Double.parseDouble(value.asText());
            return Double.isFinite(number) ? (Double) number : null;
        } catch (NumberFormatException notANumber) {
            throw new UnexpectedShape(name + " is a text that is no number");
        }
    }

    /** Reads a flag that must be present; null means no. */
    boolean requiredFlag(String name) {
        JsonNode unused = present(name, raw(name));
        return longOrZero(name) != 0;
    }

    @Nullable Boolean flagOrNull(String name) {
        Long value = longOrNull(name);
        return value == null ? null : value != 0;
    }

    String requiredText(String name) {
        return present(name, wordOrNull(name));
    }

    String text(String name) {
        return Objects.requireNonNullElse(textOrNull(name), "");
    }

    @Nullable String textOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual() || value.isNumber()) {
            return StorableText.of(HtmlEntities.decoded(value.asText()));
        }
        throw new UnexpectedShape(name + " is not a text but " + kind(value));
    }

    /** Reads a text, null when it is blank. */
    @Nullable String wordOrNull(String name) {
        String value = textOrNull(name);
        return value == null || value.isBlank() ? null : value;
    }

    Instant requiredDate(String name) {
        return present(name, dateOrNull(name));
    }

    @Nullable Instant dateOrNull(String name) {
        JsonNode value = find(name);
        if (value == null || (value.isTextual() && isNoDate(value.textValue()))) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnexpectedShape(name + " is not a date but " + kind(value));
        }
        return DateReader.parse(value.textValue())
                .orElseThrow(() -> new UnexpectedShape(name + " is a text that is no date"));
    }

    /** Whether the text is MySQL's all-zero "no date". */
    private static boolean isNoDate(String text) {
        return text.isBlank() || text.startsWith("0000-00-00");
    }

    private JsonNode required(String name) {
        return present(name, find(name));
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new UnexpectedShape(name + " is absent");
        }
        return value;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = raw(name);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable JsonNode raw(String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        Map<String, JsonNode> index = byLowerCase;
        if (index == null) {
            index = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                index.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
            }
            byLowerCase = index;
        }
        return index.get(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isEmptyArray(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
