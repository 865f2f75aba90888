package io.millrace.contracts.resolve;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that take exponential time: matches them against repetitions of each character they name,
 * with one that does not fit behind. At run time such a match is cut short, and the record rejected; here the author
 * still can do something about it.
 */
final class PatternProbe {
    private static final int LENGTH = 40;
    private static final int LOOKS = 200_000;

    private PatternProbe() {}

    /** A character that, repeated, makes the expression exhaust its steps; empty where none was found. */
    static Optional<Character> exhaustedBy(Pattern pattern) {
        Set<Character> characters = new LinkedHashSet<>();
        pattern.pattern().chars().limit(200).forEach(found -> characters.add((char) found));
        "a0 -.".chars().forEach(found -> characters.add((char) found));
        for (char repeated : characters) {
            String text = String.valueOf(repeated).repeat(LENGTH) + "\u0001";
            try {
                boolean unused = pattern.matcher(new Counted(text)).matches();
            } catch (Exhausted | StackOverflowError e) {
                return Optional.of(repeated);
            }
        }
        return Optional.empty();
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many steps", null, false, false);
        }
    }
}
