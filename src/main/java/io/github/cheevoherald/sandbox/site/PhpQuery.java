package io.github.cheevoherald.sandbox.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request as PHP sees them. */
final class PhpQuery {
    private static final Pattern NUMBER = Pattern.compile("^[ \\t\\n\\r]*([+-]?\\d+)(\\.\\d*)?([eE][+-]?\\d+)?");

    private final Map<String, List<String>> values;

    PhpQuery(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The last value of that name, as PHP keeps it. */
    @Nullable String raw(String name) {
        List<String> all = values.get(name);
        return all == null || all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Trimmed, and null when nothing is left. */
    @Nullable String text(String name) {
        String raw = raw(name);
        return raw == null || raw.isBlank() ? null : raw.strip();
    }

    /** PHP's {@code (int)} cast: leading digits, else 0. */
    long cast(String name) {
        return toInt(raw(name));
    }

    long cast(String name, long otherwise) {
        return raw(name) == null ? otherwise : cast(name);
    }

    /** Whether it came as a list: {@code u[]=x}. */
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
        // A double saturates at the ends of long, where parseLong would throw.
        return matcher.group(3) == null && matcher.group(1).length() < 18
                ? Long.parseLong(matcher.group(1))
                : (long) Double.parseDouble(matcher.group().strip());
    }
}
