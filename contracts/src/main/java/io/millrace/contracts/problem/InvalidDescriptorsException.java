package io.millrace.contracts.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown once for a whole mesh, with every problem found in any of its files, in the order of file and line. */
public final class InvalidDescriptorsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidDescriptorsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** All problems, errors and warnings. */
    public List<Problem> problems() {
        return problems;
    }
}
