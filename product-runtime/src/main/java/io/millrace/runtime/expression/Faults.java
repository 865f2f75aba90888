package io.millrace.runtime.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import io.millrace.contracts.problem.NearestMatch;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with an expression, in one line: the library's words without its drawings, and the column. */
final class Faults {
    private static final int MOST = 3;
    private static final int LONGEST = 300;
    private static final Pattern UNDECLARED =
            Pattern.compile("undeclared reference to '([^']*)'(?: \\(in container '[^']*'\\))?");
    private static final Pattern CANDIDATES = Pattern.compile("\\s*\\(candidates: .*", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("'_(\\S{1,2})_'");

    private Faults() {}

    /** @param names that the expression may use: roots and functions */
    static String text(CelValidationException invalid, Collection<String> names) {
        String found = invalid.getErrors().stream()
                .limit(MOST)
                .map(issue -> text(issue, names))
                .distinct()
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "it is no expression" : found;
    }

    private static String text(CelIssue issue, Collection<String> names) {
        String message = words(issue.getMessage(), names);
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn() + 1;
        if (line < 1) {
            return message;
        }
        return message + " (at " + (line > 1 ? "line " + line + ", " : "") + "column " + column + " of the expression)";
    }

    private static String words(String message, Collection<String> names) {
        String oneLine = CANDIDATES
                .matcher(message)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
        Matcher undeclared = UNDECLARED.matcher(oneLine);
        if (undeclared.find()) {
            String name = undeclared.group(1);
            Optional<String> nearest = NearestMatch.of(name, names);
            String hint = nearest.map(near -> "Did you mean '" + near + "'?")
                    .orElseGet(() -> "Names are: " + String.join(", ", new TreeSet<>(names)));
            return "'" + name + "' is not known. " + hint;
        }
        if (oneLine.contains("'_?_:_'") && oneLine.contains("null")) {
            return "both sides of '? :' must have one type; write dyn(null) for null";
        }
        String readable = OPERATOR.matcher(oneLine).replaceAll("'$1'");
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + "...";
    }
}
