package io.millrace.contracts.governance;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problem;
import java.util.Map;

/** How much a policy weighs. */
enum Level {
    OFF,
    WARNING,
    ERROR;

    static final Map<String, Level> WITH_OFF = Map.of("off", OFF, "warning", WARNING, "error", ERROR);
    static final Map<String, Level> WITHOUT_OFF = Map.of("warning", WARNING, "error", ERROR);

    /** The finding at this level, which is not {@link #OFF}. */
    Problem problem(Place at, String message) {
        return new Problem(
                this == ERROR ? Problem.Level.ERROR : Problem.Level.WARNING, at.location(), at.element(), message);
    }
}
