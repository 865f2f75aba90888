package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPatternTest {
    private static final String TOKEN = "k1.AAAAAAAAAAAAAAAAAAAAAA";
    private static final String OTHER = "k1.BBBBBBBBBBBBBBBBBBBBBB";

    private final TokenNames tokens = new TokenNames();

    @Test
    void shouldTakeATextLiterally() {
        assertThat(matches("a.c (x)", "a.c (x)")).isTrue();
        assertThat(matches("a.c", "abc")).isFalse();
    }

    @Test
    void shouldLetOneNameStandForOneToken() {
        assertThat(matches("<token ana>", TOKEN)).isTrue();
        assertThat(matches("<token ana>", TOKEN)).isTrue();
        assertThat(matches("<token ana>", OTHER)).isFalse();
        assertThat(matches("<token bob>", TOKEN)).isFalse();
        assertThat(matches("<token bob>", OTHER)).isTrue();
    }

    @Test
    void shouldNotTakeClearTextForAToken() {
        assertThat(matches("<token ana>", "ana@example.com")).isFalse();
    }

    @Test
    void shouldFindTokensInsideAKey() {
        assertThat(matches("<token ana>|7", TOKEN + "|7")).isTrue();
        assertThat(matches("<token ana>|7", TOKEN + "|8")).isFalse();
        assertThat(tokens.named(TOKEN + "|9")).isEqualTo("<token ana>|9");
    }

    @Test
    void shouldAcceptAnythingWhereAsked() {
        assertThat(matches("order-<any>", "order-\n7")).isTrue();
        assertThat(matches("order-<any>", "line-7")).isFalse();
    }

    private boolean matches(String expected, String actual) {
        return TextPattern.of(expected).matches(actual, tokens);
    }
}
