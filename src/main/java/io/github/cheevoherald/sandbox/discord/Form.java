package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads fields as Discord does: texts trimmed and counted in code points, digits taken for numbers. */
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

    /** A text of the object, trimmed; null when absent. */
    @Nullable String text(JsonNode object, String field, String path, int most) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainerNode() || value.isBoolean()) {
            errors.add(path + field, "BASE_TYPE_STRING", "Could not interpret the value as string.");
            return null;
        }
        String text = trim(value.asText());
        if (length(text) > most) {
            errors.tooLong(path + field, most);
        }
        return text;
    }

    /** A text that has to be there, and not empty. */
    String required(JsonNode object, String field, String path, int most) {
        String text = text(object, field, path, most);
        if (text == null || text.isEmpty()) {
            errors.required(path + field);
            return "";
        }
        return text;
    }

    /** A whole number, digits in quotes included; null when absent or refused. */
    @Nullable Long number(JsonNode object, String field, String path, long least, long most) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Long number = whole(value);
        if (number == null) {
            errors.add(path + field, "NUMBER_TYPE_COERCE", "Value \"" + value.asText() + "\" is not int.");
        } else if (number < least) {
            errors.add(path + field, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + least + ".");
            return null;
        } else if (number > most) {
            errors.add(path + field, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + most + ".");
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

    /** An address with one of the schemes; null when absent or refused. */
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

    /** Whether the list is there and within the bounds; says so when it is not. */
    boolean list(JsonNode list, String path, int least, int most) {
        if (list.isMissingNode() || list.isNull()) {
            return false;
        }
        if (!list.isArray()) {
            errors.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return false;
        }
        if (list.size() < least || list.size() > most) {
            if (least == 0) {
                errors.tooLong(path, most);
            } else {
                errors.badLength(path, least, most);
            }
            return false;
        }
        return true;
    }
}
