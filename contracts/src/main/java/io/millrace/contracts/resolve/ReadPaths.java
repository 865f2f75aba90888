package io.millrace.contracts.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dotted names that an expression reads, such as {@code [orders, after, total]}. Not a parser: the expression is
 * compiled and type-checked where it runs. Names inside text literals do not count, nor does the name of a function
 * called on a value.
 */
public final class ReadPaths {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern BARE = Pattern.compile(NAME + "(\\." + NAME + ")+");
    private static final Pattern HEADER = Pattern.compile("(" + NAME + ")\\.headers\\[['\"]([^'\"\\\\]+)['\"]\\]");
    private static final Pattern CHAIN =
            Pattern.compile("(?<![A-Za-z0-9_.])" + NAME + "(\\s*\\.\\s*" + NAME + ")*(\\s*\\()?");
    private static final Pattern LITERAL = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|'''.*?'''|[rR]\"[^\"]*\"|[rR]'[^']*'|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'");

    private ReadPaths() {}

    /** Whether the whole text is one dotted name of at least two steps. */
    static boolean isBarePath(String text) {
        return BARE.matcher(text).matches();
    }

    /** The path of a whole text such as {@code orders.headers['name']}. */
    static Optional<List<String>> header(String text) {
        Matcher header = HEADER.matcher(text);
        return header.matches() ? Optional.of(List.of(header.group(1), "headers", header.group(2))) : Optional.empty();
    }

    /** The steps of a dotted name. */
    static List<String> steps(String path) {
        return List.of(path.split("\\.", -1));
    }

    /** The expression with every text literal emptied. */
    static String withoutLiterals(String expression) {
        return LITERAL.matcher(expression).replaceAll("''");
    }

    /** All dotted names, single ones included, in the order read. */
    public static List<List<String>> of(String expression) {
        List<List<String>> paths = new ArrayList<>();
        Matcher chains = CHAIN.matcher(withoutLiterals(expression));
        while (chains.find()) {
            String text = chains.group().replaceAll("\\s", "");
            boolean call = text.endsWith("(");
            List<String> steps = new ArrayList<>(steps(call ? text.substring(0, text.length() - 1) : text));
            if (call) {
                steps.remove(steps.size() - 1);
            }
            if (!steps.isEmpty()) {
                paths.add(List.copyOf(steps));
            }
        }
        return paths;
    }
}
