package io.millrace.runtime.plan;

import java.util.List;
import java.util.stream.Collectors;

/** The contracts cannot be run on this input. Each problem names where, what was found and what is allowed. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<PlanProblem> found;

    PlanException(List<PlanProblem> found) {
        super(found.stream().map(PlanProblem::message).collect(Collectors.joining(System.lineSeparator())));
        this.found = List.copyOf(found);
    }

    /** All problems found in words, at least one. */
    public List<String> problems() {
        return found.stream().map(PlanProblem::message).toList();
    }

    /** All problems found with their places, at least one. */
    public List<PlanProblem> found() {
        return found;
    }
}
