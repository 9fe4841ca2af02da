package io.github.cheevoherald.retroachievements;

import java.util.ArrayList;
import java.util.List;

/** One request to the Web API, without the key. */
record Query(String method, List<Parameter> parameters) {

    Query {
        parameters = List.copyOf(parameters);
    }

    static Query of(String method) {
        return new Query(method, List.of());
    }

    Query with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value.toString()));
        return new Query(method, more);
    }

    record Parameter(String name, String value) {}
}
