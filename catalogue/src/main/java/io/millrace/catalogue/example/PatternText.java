package io.millrace.catalogue.example;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A text that matches a simple regular expression: literals, classes, {@code .}, and counts. What it makes is tried
 * against the expression; for one it does not understand there is no text.
 */
final class PatternText {
    private static final int LONGEST = 200;

    private final String pattern;
    private final StringBuilder made = new StringBuilder();
    private int at;

    private PatternText(String pattern) {
        this.pattern = pattern;
    }

    static Optional<String> of(String pattern) {
        PatternText text = new PatternText(pattern);
        try {
            return text.make() && Pattern.matches(pattern, text.made)
                    ? Optional.of(text.made.toString())
                    : Optional.empty();
        } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean make() {
        while (at < pattern.length()) {
            char next = pattern.charAt(at);
            if (next == '^' || next == '$') {
                at++;
                continue;
            }
            if ("(|)*+?{".indexOf(next) >= 0) {
                return false;
            }
            String choices = atom(next);
            int count = count();
            if (count < 0 || made.length() + count > LONGEST || choices.isEmpty()) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                made.append(choices.charAt(made.length() % choices.length()));
            }
        }
        return true;
    }

    /** The characters that the next part allows, some of them. */
    private String atom(char first) {
        at++;
        if (first == '\\') {
            return escaped(pattern.charAt(at++));
        }
        if (first == '[') {
            int end = pattern.indexOf(']', at);
            String inside = pattern.substring(at, end);
            at = end + 1;
            return inside.startsWith("^") || inside.contains("[") || inside.contains("&&") ? "" : members(inside);
        }
        return first == '.' ? "abc" : String.valueOf(first);
    }

    private static String members(String inside) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char one = inside.charAt(i);
            if (one == '\\') {
                members.append(escaped(inside.charAt(++i)));
            } else if (i + 2 < inside.length() && inside.charAt(i + 1) == '-') {
                for (char c = one; c <= inside.charAt(i + 2); c++) {
                    members.append(c);
                }
                i += 2;
            } else {
                members.append(one);
            }
        }
        return members.toString();
    }

    private static String escaped(char letter) {
        return switch (letter) {
            case 'd' -> "1234567890";
            case 'w' -> "abcdefghij";
            case 's' -> " ";
            default -> Character.isLetterOrDigit(letter) ? "" : String.valueOf(letter);
        };
    }

    /** How often the part comes: the least that is allowed, but once where it may be left out. */
    private int count() {
        if (at >= pattern.length()) {
            return 1;
        }
        char next = pattern.charAt(at);
        if ("*+?".indexOf(next) >= 0) {
            at++;
            return 1;
        }
        if (next != '{') {
            return 1;
        }
        int end = pattern.indexOf('}', at);
        String[] bounds = pattern.substring(at + 1, end).split(",", -1);
        at = end + 1;
        return bounds[0].matches("\\d{1,3}") ? Integer.parseInt(bounds[0]) : -1;
    }
}
