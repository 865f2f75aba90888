package io.millrace.contracts.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The type checker's complaints, and its names of types, in words. */
public final class TypeWords {
    private static final Pattern CONTAINER = Pattern.compile(" ?\\(in container '[^']*'\\)");
    private static final Pattern CANDIDATES = Pattern.compile(" ?\\(candidates: .*");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '(\\S+)' applied to '(.*?)\\.?\\((.*)\\)'");
    private static final Pattern WHOLE_BEFORE = Pattern.compile("(?:.*[^\\w.])?(\\d+)\\s*");
    private static final Pattern WHOLE_AFTER = Pattern.compile("\\W+?(\\d+)(?![\\w.]).*");
    private static final String TEXT = "a text";
    private static final String WHOLE = "a whole number";
    private static final String NUMBER = "a number";
    private static final String TIMESTAMP = "a timestamp";
    private static final String DURATION = "a duration";

    private TypeWords() {}

    /** A type as CEL's checker prints it, {@code wrapper(double)}, in words. */
    public static String type(String name) {
        String bare = name.strip();
        if (bare.startsWith("wrapper(") || bare.startsWith("nullable(")) {
            return type(bare.substring(bare.indexOf('(') + 1, bare.length() - 1));
        }
        return switch (bare.replaceFirst("\\(.*", "")) {
            case "string", "google.protobuf.StringValue" -> TEXT;
            case "int", "uint", "google.protobuf.Int64Value" -> WHOLE;
            case "double", "google.protobuf.DoubleValue" -> NUMBER;
            case "bool", "google.protobuf.BoolValue" -> "true/false";
            case "google.protobuf.BytesValue" -> "bytes";
            case "google.protobuf.Timestamp" -> TIMESTAMP;
            case "google.protobuf.Duration" -> DURATION;
            case "list" -> "a list";
            case "map" -> "a map";
            case "null_type" -> "null";
            case "dyn" -> "a value of any type";
            default -> bare;
        };
    }

    /**
     * @param before what stands before the fault in its line
     * @param from the rest of the line
     */
    static String of(String message, String before, String from) {
        String bare =
                CONTAINER.matcher(CANDIDATES.matcher(message).replaceFirst("")).replaceAll("");
        Matcher undeclared = UNDECLARED.matcher(bare);
        if (undeclared.find()) {
            return "'" + undeclared.group(1) + "' is not known";
        }
        Matcher overload = OVERLOAD.matcher(bare);
        return overload.matches()
                ? overload(overload.group(1), overload.group(2), split(overload.group(3)), before, from)
                : bare;
    }

    private static String overload(String function, String owner, List<String> types, String before, String from) {
        if (function.equals("_?_:_")) {
            return "both sides of '? :' must have one type"
                    + (types.contains("null") || types.contains("null_type") ? "; write dyn(null) for null" : "");
        }
        List<String> words = types.stream().map(TypeWords::type).toList();
        String operator =
                function.equals("_[_]") ? "[]" : function.replace("_", function.matches(".*[a-zA-Z].*") ? "_" : "");
        String given = words.isEmpty() ? "nothing" : words.stream().collect(Collectors.joining(" and "));
        return "'" + operator.replace("@in", "in") + "'" + (owner.isEmpty() ? "" : " of " + type(owner))
                + " does not take " + given
                + (function.startsWith("_") && words.size() == 2 ? hint(words, before, from) : "");
    }

    private static String hint(List<String> words, String before, String from) {
        Set<String> both = Set.copyOf(words);
        if (both.equals(Set.of(NUMBER, WHOLE))) {
            boolean left = words.get(0).equals(WHOLE);
            Matcher literal = left ? WHOLE_BEFORE.matcher(before) : WHOLE_AFTER.matcher(from);
            return literal.matches()
                    ? "; write " + literal.group(1) + ".0"
                    : "; write double(...) around the whole number";
        }
        if (!both.contains(TEXT) || both.size() < 2) {
            return "";
        }
        String other = words.get(words.get(0).equals(TEXT) ? 1 : 0);
        return switch (other) {
            case TIMESTAMP -> "; write timestamp(...) around the text";
            case DURATION -> "; write duration(...) around the text";
            case WHOLE, NUMBER, "true/false" -> "; write string(...) around what is no text";
            default -> "";
        };
    }

    /** At the commas outside parentheses. */
    private static List<String> split(String types) {
        List<String> found = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= types.length(); i++) {
            char next = i < types.length() ? types.charAt(i) : ',';
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == ',' && depth == 0 && i > start) {
                found.add(types.substring(start, i).strip());
                start = i + 1;
            }
        }
        return found;
    }
}
