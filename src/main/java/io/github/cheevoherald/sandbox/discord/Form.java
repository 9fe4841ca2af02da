package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads fields as Discord does: trims texts, counts code points, accepts digits as numbers. */
final class Form {
    private final FieldErrors errors;

    Form(FieldErrors errors) {
        this.errors = errors;
    }

    FieldErrors errors() {
        return errors;
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The trimmed text of a field, or null if it's absent. */
    @Nullable String text(JsonNode object, String field, String path, int max) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainerNode() || value.isBoolean()) {
            errors.add(path + field, "BASE_TYPE_STRING", "Could not interpret the value as string.");
            return null;
        }
        String text = trim(value.asText());
        if (length(text) > max) {
            errors.tooLong(path + field, max);
        }
        return text;
    }

    /** A text that must be present and not empty. */
    String required(JsonNode object, String field, String path, int max) {
        String text = text(object, field, path, max);
        if (text == null || text.isEmpty()) {
            errors.required(path + field);
            return "";
        }
        return text;
    }

    /** A whole number, possibly in quotes; null if it's absent or refused. */
    @Nullable Long number(JsonNode object, String field, String path, long min, long max) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Long number = whole(value);
        if (number == null) {
            errors.add(path + field, "NUMBER_TYPE_COERCE", "Value \"" + value.asText() + "\" is not int.");
        } else if (number < min) {
            errors.add(path + field, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + min + ".");
            return null;
        } else if (number > max) {
            errors.add(path + field, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + max + ".");
            return null;
        }
        return number;
    }

    static @Nullable Long whole(JsonNode value) {
        try {
            return value.isNumber() || value.isTextual() ? new BigDecimal(value.asText()).longValueExact() : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** An address with one of the schemes; null if it's absent or refused. */
    @Nullable String url(JsonNode object, String field, String path, Set<String> schemes) {
        String url = text(object, field, path, 2048);
        if (url == null || url.isEmpty()) {
            return null;
        }
        URI uri = parse(url);
        String scheme = uri == null ? null : uri.getScheme();
        if (uri == null || scheme == null) {
            errors.add(path + field, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
            return null;
        }
        if (!schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
            String message = "Scheme \"" + scheme + "\" is not supported. Scheme must be one of " + schemes + ".";
            errors.add(path + field, "URL_TYPE_INVALID_SCHEME", message);
            return null;
        }
        if (!scheme.equals("attachment") && uri.getHost() == null) {
            errors.add(path + field, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
            return null;
        }
        return url;
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether the list is present and within limits; records an error if not. */
    boolean list(JsonNode list, String path, int min, int max) {
        if (list.isMissingNode() || list.isNull()) {
            return false;
        }
        if (!list.isArray()) {
            errors.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return false;
        }
        if (list.size() < min || list.size() > max) {
            if (min == 0) {
                errors.tooLong(path, max);
            } else {
                errors.badLength(path, min, max);
            }
            return false;
        }
        return true;
    }
}
