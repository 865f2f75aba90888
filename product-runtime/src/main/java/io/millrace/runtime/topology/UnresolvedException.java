package io.millrace.runtime.topology;

import java.util.List;

/** A product lacks something that its topology needs; every problem names what to do next. */
public final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    UnresolvedException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems found, at least one. */
    public List<String> problems() {
        return problems;
    }
}
