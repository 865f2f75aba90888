package io.millrace.catalogue.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Z]{3}",
                "[A-Z]{3}[0-9]{2}",
                "^\\d{5}$",
                "[0-9a-f]{8}-[0-9a-f]{4}",
                "A\\.B",
                "\\+[0-9]+",
                "x?y*z{2,4}",
                "."
            })
    void shouldMakeATextThatMatches(String pattern) {
        assertThat(PatternText.of(pattern))
                .hasValueSatisfying(
                        text -> assertThat(Pattern.matches(pattern, text)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b)", "[^a]", "a{1000}", "[a", "\\p{L}+", "{", "(?i)a"})
    void shouldMakeNoneWhereItDoesNotUnderstandThePattern(String pattern) {
        assertThat(PatternText.of(pattern)).isEmpty();
    }

    @Test
    void shouldGiveTokensOfOneNameOneShape() {
        assertThat(ExampleToken.of("shop.email"))
                .matches("k[0-9a-f]{6}\\.[A-Za-z0-9_-]{22}")
                .isEqualTo(ExampleToken.of("shop.email"));
    }
}
