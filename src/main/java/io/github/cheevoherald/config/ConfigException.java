package io.github.cheevoherald.config;

import java.util.List;

/** The configuration cannot be used; holds a sentence for each problem, none of which shows a secret. */
public final class ConfigException extends Exception {
    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem, each naming its key. */
    public List<String> problems() {
        return problems;
    }
}
