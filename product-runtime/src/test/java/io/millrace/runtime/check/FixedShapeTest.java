package io.millrace.runtime.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.Cell;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedShapeTest {
    private static final String CHARACTERS = "0123456789abcfgzABCFGZ-_: \u00e9\u0661";
    private static final String[] PIECES = {
        "[0-9a-fA-F]",
        "[A-Z]",
        "\\d",
        "a",
        "-",
        ":",
        "([0-9]-)",
        "[-a]",
        "[^a]",
        ".",
        "{2}",
        "{3}",
        "{1,2}",
        "?",
        "*",
        "|",
        "(a|b)",
        "(?i)",
        "$",
        "[a-]",
        "[a&&b]",
        "\\w",
        "(",
        ")",
        "{",
        "}",
        "{0}"
    };

    @ParameterizedTest
    @ValueSource(strings = {"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "[A-Z]{3}", "\\d{4}-\\d{2}", "a", ""})
    void shouldKnowShapes(String pattern) {
        assertThat(FixedShape.of(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+",
                "a|b",
                "(?i)a",
                "[^a]",
                "a{1,2}",
                ".",
                "a{2}{3}",
                "\\w",
                "a{300}",
                "^a$",
                "(a",
                "a{99999999999}"
            })
    void shouldLeaveWhatHasMoreToItToRegularExpressions(String pattern) {
        assertThat(FixedShape.of(pattern)).isEmpty();
    }

    @Test
    void shouldAgreeWithRegularExpressionsOnRandomPatternsAndTexts() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < 200_000; i++) {
            String pattern = pattern(random);
            Condition shape = FixedShape.of(pattern).orElse(null);
            if (shape == null) {
                continue;
            }
            Condition expression = new Matches(Pattern.compile(pattern));
            for (int j = 0; j < 5; j++) {
                String text = text(random);
                Cell cell = cell(text);
                assertThat(shape.holds(cell))
                        .as("'%s' on '%s', seed %d", pattern, text, seed)
                        .isEqualTo(expression.holds(cell));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    @Test
    void shouldHoldForUuidsAndForNothingElse() {
        Condition uuid = FixedShape.of("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                .orElseThrow();

        assertThat(uuid.holds(cell("0192f5c2-7c1e-7a4e-B000-0123456789aF"))).isTrue();
        assertThat(uuid.holds(cell("0192f5c2-7c1e-7a4e-B000-0123456789ag"))).isFalse();
        assertThat(uuid.holds(cell("0192f5c2-7c1e-7a4e-B000-0123456789a"))).isFalse();
        assertThat(uuid.holds(cell("0192f5c2-7c1e-7a4e-B000-0123456789\u00e9"))).isFalse();
    }

    private static String pattern(Random random) {
        var pattern = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            pattern.append(PIECES[random.nextInt(PIECES.length)]);
        }
        try {
            Pattern.compile(pattern.toString());
        } catch (java.util.regex.PatternSyntaxException e) {
            return "a|b";
        }
        return pattern.toString();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static Cell cell(String text) {
        byte[] padded = ("x" + text + "y").getBytes(UTF_8);
        var cell = new Cell();
        cell.setSpan(padded, 1, padded.length - 2);
        return cell;
    }
}
