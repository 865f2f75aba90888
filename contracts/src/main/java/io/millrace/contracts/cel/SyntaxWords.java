package io.millrace.contracts.cel;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parser's complaints in words: what to write instead of habits from SQL and other languages. */
final class SyntaxWords {
    private static final Pattern INPUT = Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*");
    private static final Pattern TOKEN = Pattern.compile("token recognition error at: '(.*)'");
    private static final Pattern MISSING = Pattern.compile("missing (.+) at '(.*)'");
    private static final Pattern NO_ALTERNATIVE = Pattern.compile("no viable alternative at input '(.*)'");
    private static final Pattern NOT_BEFORE = Pattern.compile("(?i)(?:.*\\W)?not\\s+");
    private static final Map<String, String> WORDS = Map.of("and", "&&", "or", "||", "not", "!");

    private SyntaxWords() {}

    static boolean isSyntax(String message) {
        return message.contains(" expecting ")
                || message.startsWith("token recognition")
                || message.startsWith("no viable alternative")
                || message.startsWith("missing ");
    }

    /** @param before what stands before the fault in its line */
    static String of(String message, String before) {
        Matcher input = INPUT.matcher(message);
        if (input.matches()) {
            return unexpected(input.group(1), before);
        }
        Matcher token = TOKEN.matcher(message);
        if (token.matches()) {
            return token(token.group(1).strip());
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.matches()) {
            return missing.group(1) + " is missing "
                    + (missing.group(2).equals("<EOF>") ? "at the end" : "before '" + missing.group(2) + "'");
        }
        Matcher alternative = NO_ALTERNATIVE.matcher(message);
        return alternative.matches()
                ? "'" + alternative.group(1) + "' is not expected here"
                : message.replaceFirst(" expecting .*", "");
    }

    private static String unexpected(String found, String before) {
        Optional<String> word = Optional.ofNullable(WORDS.get(found.toLowerCase(Locale.ROOT)));
        if (word.isPresent()) {
            return "write " + word.get() + " instead of '" + found + "'";
        }
        if (NOT_BEFORE.matcher(before).matches()) {
            return "write ! instead of 'not'";
        }
        if (found.equals(">") && before.endsWith("<")) {
            return "write != instead of <>";
        }
        return found.equals("<EOF>") ? "it ends too early" : "'" + found + "' is not expected here";
    }

    private static String token(String found) {
        if (found.startsWith("'") || found.startsWith("\"")) {
            return "a text begins here and does not end; write " + found.charAt(0) + " behind it";
        }
        return switch (found.isEmpty() ? ' ' : found.charAt(0)) {
            case '=' -> "'=' is no operator; write == to compare";
            case '|' -> "'|' is no operator; write || for 'or'";
            case '&' -> "'&' is no operator; write && for 'and'";
            default -> "'" + found + "' is not expected here";
        };
    }
}
