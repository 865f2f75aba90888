package io.millrace.runtime.expression;

import dev.cel.common.CelValidationException;
import io.millrace.contracts.cel.CelFault;
import io.millrace.contracts.problem.NearestMatch;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with an expression, in one line and in words, with the column. */
final class Faults {
    private static final int MOST = 3;
    private static final int LONGEST = 300;
    private static final Pattern UNKNOWN = Pattern.compile("'([^']*)' is not known");

    private Faults() {}

    /** @param names that the expression may use: roots and functions */
    static String text(CelValidationException invalid, String expression, Collection<String> names) {
        String found = CelFault.of(invalid, expression).stream()
                .limit(MOST)
                .map(fault -> text(fault, names))
                .distinct()
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "it is no expression" : found;
    }

    private static String text(CelFault fault, Collection<String> names) {
        String message = words(fault.text(), names);
        if (fault.line() < 1) {
            return message;
        }
        return message + " (at " + (fault.line() > 1 ? "line " + fault.line() + ", " : "") + "column " + fault.column()
                + " of the expression)";
    }

    private static String words(String text, Collection<String> names) {
        Matcher unknown = UNKNOWN.matcher(text);
        if (unknown.matches()) {
            Optional<String> nearest = NearestMatch.of(unknown.group(1), names);
            return text + ". "
                    + nearest.map(near -> "Did you mean '" + near + "'?")
                            .orElseGet(() -> "Names are: " + String.join(", ", new TreeSet<>(names)));
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
