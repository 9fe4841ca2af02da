package io.github.cheevoherald.config;

import java.util.List;

/** The configuration cannot be used. Holds one sentence for each problem; none of them shows a secret. */
public final class ConfigException extends Exception {
    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem, naming its key. */
    public List<String> problems() {
        return problems;
    }
}
