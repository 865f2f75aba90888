package io.millrace.runtime.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.pattern.BoundedText;
import io.millrace.runtime.record.Cell;
import java.util.regex.Pattern;

/**
 * The whole text matches a regular expression. Some expressions take exponential time on some texts, or recurse once
 * a character; such a text is one that does not match.
 */
final class Matches implements Condition {
    private static final long LOOKS_PER_CHARACTER = 64;
    private static final long LEAST_LOOKS = 10_000;

    private final Pattern pattern;

    Matches(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean holds(Cell cell) {
        String text = new String(cell.data(), cell.start(), cell.length(), UTF_8);
        try {
            return pattern.matcher(new BoundedText(text, LEAST_LOOKS + LOOKS_PER_CHARACTER * text.length()))
                    .matches();
        } catch (BoundedText.ExhaustedException | StackOverflowError e) {
            return false;
        }
    }
}
