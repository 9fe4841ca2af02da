package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a question to the second API. It refuses every one that the endpoint doesn't know. */
final class JsonApiQuery {
    private static final int USUAL_SIZE = 50;
    private static final int MAX_SIZE = 100;

    private final Map<String, List<String>> parameters;
    private final Set<String> known = new HashSet<>(Set.of("page[size]", "page[number]", "sort", "include"));
    private Set<String> includes = Set.of();

    JsonApiQuery(Map<String, List<String>> parameters) {
        this.parameters = new HashMap<>(parameters);
    }

    int size() {
        return number("page[size]", USUAL_SIZE, MAX_SIZE);
    }

    int page() {
        return number("page[number]", 1, Integer.MAX_VALUE);
    }

    private int number(String name, int usual, int most) {
        String text = text(name);
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new JsonApiError(400, "The " + name + " field must be between 1 and " + most + ".");
    }

    /** A filter's values, separated by commas; null if it isn't there. */
    @Nullable Set<String> filter(String name) {
        known.add("filter[" + name + "]");
        String text = text("filter[" + name + "]");
        return text == null ? null : new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
    }

    /** Whether a row passes a filter. */
    boolean passes(String filter, Object value) {
        Set<String> wanted = filter(filter);
        return wanted == null || wanted.contains(String.valueOf(value));
    }

    /** Sorts by the orders that the endpoint knows; with {@code -} before its name an order is the other way round. */
    <T> List<T> sorted(List<T> rows, String usual, Map<String, Comparator<T>> orders) {
        String text = text("sort");
        Comparator<T> all = null;
        for (String key : (text == null ? usual : text).split(",", -1)) {
            boolean descending = key.startsWith("-");
            Comparator<T> order = orders.get(descending ? key.substring(1) : key);
            if (order == null) {
                throw new JsonApiError(400, "Sort parameter " + key + " is not allowed.");
            }
            Comparator<T> next = descending ? Collections.reverseOrder(order) : order;
            all = all == null ? next : all.thenComparing(next);
        }
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(all);
        return sorted;
    }

    /** Which of the relations that the endpoint can include are wanted, each with those on the way to it. */
    JsonApiQuery including(String... allowed) {
        String text = text("include");
        Set<String> wanted = new LinkedHashSet<>();
        for (String path : text == null ? new String[0] : text.split(",", -1)) {
            if (!Arrays.asList(allowed).contains(path)) {
                throw new JsonApiError(400, "Include path " + path + " is not allowed.");
            }
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                wanted.add(path.substring(0, dot));
            }
            wanted.add(path);
        }
        includes = wanted;
        return this;
    }

    Set<String> includes() {
        return includes;
    }

    /** The wanted fields of a type; null for all of them. */
    @Nullable Set<String> fields(String type) {
        known.add("fields[" + type + "]");
        String text = text("fields[" + type + "]");
        return text == null ? null : new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
    }

    /** To be called once everything is read. */
    void end() {
        for (String name : parameters.keySet()) {
            if (!known.contains(name) && !name.startsWith("fields[")) {
                throw new JsonApiError(400, "Query parameter " + name + " is not allowed.");
            }
        }
    }

    private @Nullable String text(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.get(values.size() - 1);
    }
}
