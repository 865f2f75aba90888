package io.millrace.contracts.pattern;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that take exponential time: matches them against repetitions of each character they name,
 * with one that does not fit behind. At run time such a match is cut short, and the record rejected; here the author
 * still can do something about it.
 */
public final class PatternProbe {
    private static final int LENGTH = 40;
    private static final int LOOKS = 200_000;

    private PatternProbe() {}

    /** A character that, repeated, makes the expression exhaust its steps; empty where none was found. */
    public static Optional<Character> exhaustedBy(Pattern pattern) {
        Set<Character> characters = new LinkedHashSet<>();
        pattern.pattern().chars().limit(200).forEach(found -> characters.add((char) found));
        "a0 -.".chars().forEach(found -> characters.add((char) found));
        for (char repeated : characters) {
            String text = String.valueOf(repeated).repeat(LENGTH) + "\u0001";
            try {
                boolean unused = pattern.matcher(new BoundedText(text, LOOKS)).matches();
            } catch (BoundedText.ExhaustedException | StackOverflowError e) {
                return Optional.of(repeated);
            }
        }
        return Optional.empty();
    }
}
