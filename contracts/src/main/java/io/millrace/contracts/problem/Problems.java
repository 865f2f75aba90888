package io.millrace.contracts.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings over all descriptors of a mesh, so that all are reported together. For one thread. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.location().file())
            .thenComparing(problem -> problem.location().line())
            .thenComparing(problem -> problem.location().column())
            .thenComparing(Problem::message);

    private final List<Problem> found = new ArrayList<>();

    /** Notes something that refuses the mesh. */
    public void error(Place place, String message) {
        found.add(new Problem(Problem.Level.ERROR, place.location(), place.element(), message));
    }

    /** Notes something that does not refuse the mesh. */
    public void warning(Place place, String message) {
        found.add(new Problem(Problem.Level.WARNING, place.location(), place.element(), message));
    }

    /** Notes something that is good to know and calls for nothing. */
    public void note(Place place, String message) {
        found.add(new Problem(Problem.Level.NOTE, place.location(), place.element(), message));
    }

    /** Notes what somebody else found. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Whether an error was noted. */
    public boolean refuse() {
        return found.stream().anyMatch(problem -> problem.level() == Problem.Level.ERROR);
    }

    /** Whether an error was noted in a file. */
    public boolean refuse(String file) {
        return found.stream()
                .anyMatch(problem -> problem.level() == Problem.Level.ERROR
                        && problem.location().file().equals(file));
    }

    /** What was found, each finding once, ordered by file and line. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted(BY_PLACE).toList();
    }
}
