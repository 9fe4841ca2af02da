package io.github.cheevoherald.retroachievements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One request to the Web API, without the key. */
record ApiQuery(String method, List<Parameter> parameters) {
    /** Names the player: in the first API a parameter, in the second a step of the path. */
    static final String USER = "u";

    private static final Set<String> SUBJECTS = Set.of(USER, "a", "i", "g");

    ApiQuery {
        parameters = List.copyOf(parameters);
    }

    static ApiQuery of(String method) {
        return new ApiQuery(method, List.of());
    }

    ApiQuery with(String name, Object value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value.toString()));
        return new ApiQuery(method, more);
    }

    /**
     * Names the method and whom or what it concerns, without the window or the page: for the log, and to count
     * failures.
     */
    String concern() {
        return concern(subject -> subject);
    }

    /** The same, with a label for whom or what it concerns. */
    String concern(UnaryOperator<String> labels) {
        return subject()
                .map(subject -> method + " for " + SiteMessage.harmless(labels.apply(subject)))
                .orElse(method);
    }

    /** Whom or what it concerns. */
    Optional<String> subject() {
        for (Parameter parameter : parameters) {
            if (SUBJECTS.contains(parameter.name())) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    record Parameter(String name, String value) {}
}
