package io.millrace.cli.config;

import java.util.List;

/** Thrown once for a whole configuration, with every problem found. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each: where, what was found, what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
