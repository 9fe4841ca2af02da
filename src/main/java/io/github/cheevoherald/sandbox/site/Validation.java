package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks parameters the way the site does, with its messages. */
final class Validation {
    private static final Pattern ULID = Pattern.compile("(?i)[0-9A-Z]{26}");
    private static final Pattern ALPHANUMERIC = Pattern.compile("[0-9A-Za-z]+");
    private static final Pattern INTEGER = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");

    private final PhpQuery query;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    Validation(PhpQuery query) {
        this.query = query;
    }

    /** The parameter {@code u}: a name or a ULID. */
    Validation user() {
        String user = query.text("u");
        if (query.isList("u")) {
            fail("u", "The u must be a string.");
        } else if (user == null) {
            fail("u", "The u field is required.");
        } else if (user.length() == 26) {
            if (!ULID.matcher(user).matches()) {
                fail("u", "The u must be a valid ULID.");
            }
        } else if (user.length() < 2 || user.length() > 20) {
            fail("u", "The u must be between 2 and 20 characters when providing a username.");
        } else if (!ALPHANUMERIC.matcher(user).matches()) {
            fail("u", "The u may only contain letters and numbers.");
        }
        return this;
    }

    /** An optional integer within limits. */
    Validation integer(String name, long min, long max) {
        String value = query.text(name);
        if (value == null) {
            return this;
        }
        if (!INTEGER.matcher(value).matches()) {
            fail(name, "The " + name + " must be an integer.");
        } else if (Long.parseLong(value) < min) {
            fail(name, "The " + name + " must be at least " + min + ".");
        } else if (Long.parseLong(value) > max) {
            fail(name, "The " + name + " must not be greater than " + max + ".");
        }
        return this;
    }

    /** The 422 answer, or null if everything is valid. */
    @Nullable ApiAnswer failure() {
        if (errors.isEmpty()) {
            return null;
        }
        List<String> all = new ArrayList<>();
        errors.values().forEach(all::addAll);
        int more = all.size() - 1;
        String suffix = more == 0 ? "" : " (and " + more + " more error" + (more == 1 ? ")" : "s)");
        return ApiAnswer.json(
                422, new OrderedJson().put("message", all.get(0) + suffix).put("errors", errors));
    }

    private void fail(String name, String sentence) {
        errors.computeIfAbsent(name, key -> new ArrayList<>()).add(sentence);
    }
}
