package io.millrace.runtime.plan;

import java.util.List;

/** The contracts cannot be run on this input. Each problem names where, what was found and what is allowed. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    PlanException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems found, at least one. */
    public List<String> problems() {
        return problems;
    }
}
