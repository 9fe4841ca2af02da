package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request's JSON body. Each mistake gets one clear sentence. */
final class Body {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final JsonNode fields;
    private final Set<String> asked = new HashSet<>();

    private Body(JsonNode fields) {
        this.fields = fields;
    }

    static Body of(Context context) {
        String text = context.body();
        if (text.isBlank()) {
            return new Body(ControlJson.JSON.createObjectNode());
        }
        try {
            JsonNode node = ControlJson.JSON.readTree(text);
            if (node instanceof ObjectNode) {
                return new Body(node);
            }
            throw new BadRequest("The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw new BadRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    boolean has(String name) {
        return !field(name).isMissingNode();
    }

    String text(String name) {
        return require(name, text(name, null));
    }

    @Nullable String text(String name, @Nullable String otherwise) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isValueNode()) {
            throw new BadRequest(name + " must be text.");
        }
        return node.asText();
    }

    long number(String name) {
        return require(name, numberOrNull(name));
    }

    long number(String name, long otherwise) {
        Long number = numberOrNull(name);
        return number == null ? otherwise : number;
    }

    /** Also accepts digits in quotes, as Discord writes its ids. */
    @Nullable Long numberOrNull(String name) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isTextual() && node.textValue().matches("-?\\d{1,18}|\\d{19}")) {
            return Long.parseUnsignedLong(node.textValue());
        }
        throw new BadRequest(name + " must be a whole number.");
    }

    int count(String name, int otherwise, int max) {
        long count = number(name, (long) otherwise);
        if (count < 1 || count > max) {
            throw new BadRequest(name + " must be from 1 to " + max + ".");
        }
        return (int) count;
    }

    double fraction(String name, double otherwise) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isNumber()) {
            throw new BadRequest(name + " must be a number.");
        }
        return node.doubleValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode node = field(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw new BadRequest(name + " must be true or false.");
        }
        return node.booleanValue();
    }

    @Nullable Boolean flagOrNull(String name) {
        return has(name) ? flag(name, false) : null;
    }

    /** A moment: ISO-8601, or a duration before ({@code -10m}) or after now. */
    Instant moment(String name, Instant now, Instant otherwise) {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            boolean before = text.startsWith("-");
            Duration distance = duration(name, before ? text.substring(1) : text);
            return before ? now.minus(distance) : now.plus(distance);
        }
    }

    @Nullable Duration duration(String name) {
        String text = text(name, null);
        return text == null ? null : duration(name, text);
    }

    private static Duration duration(String name, String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new BadRequest(name + " must be a time such as 90s, 10m or 3d, or a date in ISO-8601.");
        }
    }

    /** A constant by its name in any case, with - for _. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
        }
        throw new BadRequest(name + " must be one of " + Arrays.toString(type.getEnumConstants()) + ".");
    }

    /** The raw field; a missing node if there is none. */
    JsonNode node(String name) {
        return field(name);
    }

    /** To be called once all fields are read. A field that was not read is the caller's mistake. */
    void end() {
        fields.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new BadRequest(name + " is not a field of this request.");
            }
        });
    }

    private JsonNode field(String name) {
        asked.add(name);
        JsonNode node = fields.get(name);
        return node == null || node.isNull() ? MissingNode.getInstance() : node;
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw new BadRequest(name + " is missing.");
        }
        return value;
    }
}
