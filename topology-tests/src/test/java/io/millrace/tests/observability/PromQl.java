package io.millrace.tests.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics an expression of Prometheus' query language asks for, and by which labels it selects and groups. */
final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "NaN", "Inf", "inf");

    private PromQl() {}

    /** The metrics, each with the labels that are selected by. */
    static Map<String, Set<String>> metrics(String expression) {
        Map<String, Set<String>> found = new TreeMap<>();
        String rest = RANGE.matcher(TEXT.matcher(expression).replaceAll("\"\"")).replaceAll(" ");
        rest = GROUPING.matcher(rest).replaceAll(" ");
        Matcher selector = SELECTOR.matcher(rest);
        while (selector.find()) {
            Set<String> labels = found.computeIfAbsent(selector.group(1), name -> new TreeSet<>());
            Matcher label = WORD.matcher(selector.group(2));
            while (label.find()) {
                labels.add(label.group());
            }
        }
        rest = SELECTOR.matcher(rest).replaceAll(" ");
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            boolean called = rest.substring(word.end()).stripLeading().startsWith("(");
            boolean number = word.start() > 0 && Character.isDigit(rest.charAt(word.start() - 1));
            if (!called && !number && !WORDS.contains(word.group())) {
                found.computeIfAbsent(word.group(), name -> new TreeSet<>());
            }
        }
        return found;
    }

    /** The labels that results are grouped or matched by. */
    static Set<String> groupedBy(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher grouping = GROUPING.matcher(TEXT.matcher(expression).replaceAll("\"\""));
        while (grouping.find()) {
            Matcher label = WORD.matcher(grouping.group(2));
            while (label.find()) {
                labels.add(label.group());
            }
        }
        return labels;
    }
}
