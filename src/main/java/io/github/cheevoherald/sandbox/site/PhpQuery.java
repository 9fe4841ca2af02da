package io.github.cheevoherald.sandbox.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's parameters as PHP sees them. */
final class PhpQuery {
    private static final Pattern NUMBER = Pattern.compile("^[ \\t\\n\\r]*([+-]?\\d+)(\\.\\d*)?([eE][+-]?\\d+)?");

    private final Map<String, List<String>> values;

    PhpQuery(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The last value with that name, since PHP keeps only that one. */
    @Nullable String raw(String name) {
        List<String> all = values.get(name);
        return all == null || all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The trimmed value, or null if it's empty. */
    @Nullable String text(String name) {
        String raw = raw(name);
        return raw == null || raw.isBlank() ? null : raw.strip();
    }

    /** PHP's {@code (int)} cast: the leading digits, otherwise 0. */
    long cast(String name) {
        return toInt(raw(name));
    }

    long cast(String name, long otherwise) {
        return raw(name) == null ? otherwise : cast(name);
    }

    /** Whether it was given as a list: {@code u[]=x}. */
    boolean isList(String name) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(name + "["));
    }

    static long toInt(@Nullable String raw) {
        if (raw == null) {
            return 0;
        }
        Matcher matcher = NUMBER.matcher(raw);
        if (!matcher.find()) {
            return 0;
        }
        // A double saturates at the limits of long, where parseLong would throw.
        return matcher.group(3) == null && matcher.group(1).length() < 18
                ? Long.parseLong(matcher.group(1))
                : (long) Double.parseDouble(matcher.group().strip());
    }
}
