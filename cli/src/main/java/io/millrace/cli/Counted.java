package io.millrace.cli;

import io.millrace.contracts.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A number and what it counts: {@code 1 source}, {@code 2 sources}. */
final class Counted {
    private Counted() {}

    /** @param noun in the singular, one whose plural ends in s */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How many of each level there are, the worst first: {@code 4 errors, 5 warnings}. Levels without any are left out. */
    static String byLevel(List<Problem> problems) {
        List<String> parts = new ArrayList<>();
        for (Problem.Level level : List.of(Problem.Level.ERROR, Problem.Level.WARNING, Problem.Level.NOTE)) {
            int count = (int) problems.stream()
                    .filter(problem -> problem.level() == level)
                    .count();
            if (count > 0) {
                parts.add(of(count, level.name().toLowerCase(Locale.ROOT)));
            }
        }
        return String.join(", ", parts);
    }
}
