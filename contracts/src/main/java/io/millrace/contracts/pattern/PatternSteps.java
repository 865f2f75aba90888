package io.millrace.contracts.pattern;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that take long without looking at a character, such as {@code (?:(?:^){50000}){50000}}: the
 * bound on looks, of {@link PatternProbe} and at run time, never ends them. Reads the expression only; it is never
 * matched. Where it cannot tell, it takes a part for the longer one.
 */
public final class PatternSteps {
    /** As often as a part may be demanded, the counts of the groups around it multiplied. */
    private static final long MOST_REPEATS = 10_000;

    /** The same of a part that may take no character. */
    private static final long MOST_EMPTY_REPEATS = 100;

    /** Ways through what looks at no character, all of which a match that fails tries. */
    private static final long MOST_WAYS = 1_000;

    private static final long BEYOND = Long.MAX_VALUE / 4;
    private static final Pattern COMMENTS = Pattern.compile("\\(\\?[a-zA-Z]*x.*");
    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(,(\\d*))?}");
    private static final Pattern OPEN = Pattern.compile("\\((\\?([:=!>|]|<[=!]|<\\w+>|[a-zA-Z-]*[:)]))?");

    private final String text;
    private boolean comments;
    private int next;

    private PatternSteps(String text) {
        this.text = text;
    }

    /**
     * A part of the expression.
     *
     * @param takes whether it always takes a character
     * @param blind whether it looks at none
     * @param ways through it without a look
     * @param repeats as often as anything in it is demanded
     * @param empties as often as anything in it that may take no character is demanded
     */
    private record Part(boolean takes, boolean blind, long ways, long repeats, long empties) {
        static final Part NOTHING = new Part(false, true, 1, 1, 1);
        static final Part LOOK = new Part(false, false, 1, 1, 1);
        static final Part CHARACTER = new Part(true, false, 1, 1, 1);

        Part then(Part other) {
            return new Part(
                    takes || other.takes,
                    blind && other.blind,
                    times(ways, other.ways),
                    Math.max(repeats, other.repeats),
                    Math.max(empties, other.empties));
        }

        Part or(Part other) {
            return new Part(
                    takes && other.takes,
                    blind && other.blind,
                    blind && other.blind ? Math.min(BEYOND, ways + other.ways) : Math.max(ways, other.ways),
                    Math.max(repeats, other.repeats),
                    Math.max(empties, other.empties));
        }

        Part repeated(long least) {
            long demanded = Math.max(1, least);
            return new Part(
                    takes && least > 0,
                    blind,
                    blind && least == 0 ? Math.min(BEYOND, ways + 1) : ways,
                    times(repeats, demanded),
                    takes ? empties : times(empties, demanded));
        }

        private static long times(long one, long other) {
            return one > BEYOND / other ? BEYOND : one * other;
        }
    }

    /** What is wrong with an expression that compiles, and what to do; empty where nothing is. */
    public static Optional<String> tooMany(String pattern) {
        Part whole = new PatternSteps(pattern).alternatives();
        if (whole.empties() > MOST_EMPTY_REPEATS) {
            return Optional.of("repeats something that may take no character more than " + MOST_EMPTY_REPEATS
                    + " times. Let what is repeated take at least one character, or lower the count.");
        }
        if (whole.repeats() > MOST_REPEATS) {
            return Optional.of("demands more than " + MOST_REPEATS
                    + " repetitions, the counts of nested groups multiplied. Lower the counts, or use 'minLength'.");
        }
        return whole.ways() > MOST_WAYS
                ? Optional.of("has more than " + MOST_WAYS + " ways to match nothing. Remove alternatives and"
                        + " repetitions that take no character.")
                : Optional.empty();
    }

    private Part alternatives() {
        Part all = sequence();
        while (next < text.length() && text.charAt(next) == '|') {
            next++;
            all = all.or(sequence());
        }
        return all;
    }

    private Part sequence() {
        Part all = Part.NOTHING;
        skipComments();
        while (next < text.length() && text.charAt(next) != '|' && text.charAt(next) != ')') {
            Part atom = atom();
            skipComments();
            while (next < text.length()) {
                long least = quantifier();
                if (least < 0) {
                    break;
                }
                atom = atom.repeated(least);
                skipComments();
            }
            all = all.then(atom);
        }
        return all;
    }

    /** The least count of the quantifier that stands here, which is passed; -1 where none does. */
    private long quantifier() {
        char found = text.charAt(next);
        if (found == '*' || found == '?' || found == '+') {
            next++;
            return found == '+' ? 1 : 0;
        }
        Matcher count = COUNT.matcher(text).region(next, text.length());
        if (!count.lookingAt()) {
            return -1;
        }
        next = count.end();
        return count.group(1).length() > 9 ? BEYOND : Long.parseLong(count.group(1));
    }

    private Part atom() {
        char found = text.charAt(next);
        return switch (found) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> {
                next++;
                yield Part.NOTHING;
            }
            default -> {
                next++;
                yield Part.CHARACTER;
            }
        };
    }

    private Part group() {
        Matcher open = OPEN.matcher(text).region(next, text.length());
        String opened = open.lookingAt() ? open.group() : "(";
        next += opened.length();
        comments |= COMMENTS.matcher(opened).matches();
        if (opened.endsWith(")")) {
            return Part.NOTHING;
        }
        Part inside = alternatives();
        next = Math.min(text.length(), next + 1);
        boolean around = opened.matches("\\(\\?<?[=!]");
        return around ? new Part(false, inside.blind(), inside.ways(), inside.repeats(), inside.empties()) : inside;
    }

    private Part characterClass() {
        int depth = 0;
        do {
            char found = text.charAt(next++);
            if (found == '\\') {
                int quoted = text.startsWith("Q", next) ? text.indexOf("\\E", next) : -1;
                next = quoted < 0 ? next + 1 : quoted + 2;
            } else if (found == '[') {
                depth++;
                next += text.startsWith("^", next) ? 1 : 0;
                // There it is a character, not the end.
                next += text.startsWith("]", next) ? 1 : 0;
            } else if (found == ']') {
                depth--;
            }
        } while (depth > 0 && next < text.length());
        return Part.CHARACTER;
    }

    private Part escape() {
        char found = next + 1 < text.length() ? text.charAt(next + 1) : '\\';
        next = Math.min(text.length(), next + 2);
        if (found == 'Q') {
            int end = text.indexOf("\\E", next);
            boolean empty = end == next;
            next = end < 0 ? text.length() : end + 2;
            return empty ? Part.NOTHING : Part.CHARACTER;
        }
        // A name or number in braces is no count.
        int close = "pPxNkbX".indexOf(found) >= 0 && text.startsWith(found == 'k' ? "<" : "{", next)
                ? text.indexOf(found == 'k' ? '>' : '}', next)
                : -1;
        boolean name = close >= 0 && !(found == 'b' && !text.startsWith("{g}", next)) && found != 'X';
        next = name ? close + 1 : next;
        return switch (found) {
            case 'A', 'G', 'z', 'Z' -> Part.NOTHING;
            case 'b', 'B', 'k', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Part.LOOK;
            default -> Part.CHARACTER;
        };
    }

    private void skipComments() {
        while (comments && next < text.length()) {
            char found = text.charAt(next);
            if (found == '#') {
                int end = text.indexOf('\n', next);
                next = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(found)) {
                next++;
            } else {
                return;
            }
        }
    }
}
