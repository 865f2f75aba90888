package io.millrace.contracts.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import java.util.List;

/**
 * What is wrong with an expression.
 *
 * @param line from 1; 0 where it is not known
 * @param column from 1
 * @param text in words, one line
 */
public record CelFault(int line, int column, String text) {

    /** All that was found; of syntax only the first, since what follows a slip of the pen is mostly its echo. */
    public static List<CelFault> of(CelValidationException invalid, String expression) {
        List<CelFault> faults = invalid.getErrors().stream()
                .map(issue -> of(issue, expression))
                .distinct()
                .toList();
        boolean syntax = invalid.getErrors().stream().anyMatch(issue -> SyntaxWords.isSyntax(issue.getMessage()));
        return syntax ? faults.subList(0, 1) : faults;
    }

    private static CelFault of(CelIssue issue, String expression) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn();
        List<String> lines = expression.lines().toList();
        String written = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        int at = Math.max(0, Math.min(column, written.length()));
        String message = issue.getMessage().replaceAll("\\s+", " ").strip();
        String words = SyntaxWords.isSyntax(message)
                ? SyntaxWords.of(message, written.substring(0, at))
                : TypeWords.of(message, written.substring(0, at), written.substring(at));
        return new CelFault(Math.max(0, line), column + 1, words);
    }
}
