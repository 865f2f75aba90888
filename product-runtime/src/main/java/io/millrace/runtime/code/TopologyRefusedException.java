package io.millrace.runtime.code;

import java.util.List;

/** A Java topology cannot be run; says everything that stands against it. */
public final class TopologyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    TopologyRefusedException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as a sentence. */
    public List<String> problems() {
        return problems;
    }
}
