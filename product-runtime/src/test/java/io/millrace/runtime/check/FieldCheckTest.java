package io.millrace.runtime.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.structure.TextLiterals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldCheckTest {
    private final List<String> problems = new ArrayList<>();
    private final Flags flags = new Flags();

    private FieldCheck check(FieldType type, boolean required, FieldRule... rules) {
        return FieldCheck.compile(
                List.of(rules), type, required, null, text -> TextLiterals.parse(text, type), problems::add);
    }

    private static FieldRule rule(Condition condition, OnViolation onViolation) {
        return new FieldRule("r", condition, onViolation);
    }

    private static Cell text(String value) {
        Cell cell = new Cell();
        byte[] bytes = value.getBytes(UTF_8);
        cell.setSpan(bytes, 0, bytes.length);
        return cell;
    }

    private static Cell real(double value) {
        Cell cell = new Cell();
        cell.setFloating(value);
        return cell;
    }

    private boolean passes(FieldCheck check, Cell cell) {
        return check.apply(cell, flags) == FieldCheck.PASSED;
    }

    @Test
    void shouldTakeNoLongerForAnExpressionThatBacktracks() {
        FieldCheck check = check(Simple.STRING, false, rule(new Condition.Matches("(a+)+b"), OnViolation.REJECT));

        boolean passed =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> passes(check, text("a".repeat(10_000))));

        assertThat(passed).isFalse();
        assertThat(passes(check, text("aaab"))).isTrue();
    }

    @Test
    void shouldSurviveAnExpressionThatRecursesOnceACharacter() {
        FieldCheck check = check(Simple.STRING, false, rule(new Condition.Matches("(a|b)*"), OnViolation.REJECT));

        assertThat(passes(check, text("ab".repeat(500_000)))).isFalse();
        assertThat(passes(check, text("abab"))).isTrue();
    }

    @Test
    void shouldBoundRealNumbersExactly() {
        BigDecimal tenth = new BigDecimal("0.1");
        FieldCheck exclusive =
                check(Simple.DOUBLE, false, rule(new Condition.Minimum(tenth, true), OnViolation.REJECT));

        assertThat(passes(exclusive, real(0.1)))
                .as("the double 0.1 lies a little above 0.1")
                .isTrue();
        assertThat(passes(exclusive, real(Math.nextDown(0.1)))).isFalse();
        assertThat(passes(exclusive, real(Double.NaN))).isFalse();
    }

    @Test
    void shouldCountCodePoints() {
        FieldCheck check = check(
                Simple.STRING,
                false,
                rule(new Condition.MinLength(2), OnViolation.REJECT),
                rule(new Condition.MaxLength(3), OnViolation.CLAMP));
        Cell five = text("😀é日本語");

        assertThat(passes(check, text("😀"))).isFalse();
        assertThat(passes(check, five)).isTrue();
        assertThat(new String(five.data(), five.start(), five.length(), UTF_8)).isEqualTo("😀é日");
    }

    @Test
    void shouldNameARuleOnceInTheFlags() {
        FieldCheck check = check(
                Simple.STRING,
                false,
                rule(new Condition.MinLength(2), OnViolation.FLAG),
                new FieldRule("other", new Condition.OneOf(List.of("xx")), OnViolation.FLAG),
                rule(new Condition.MinLength(3), OnViolation.FLAG));

        assertThat(passes(check, text("x"))).isTrue();
        assertThat(flags.text()).isEqualTo("r,other");
    }

    @Test
    void shouldRefuseRulesThatCannotRun() {
        check(Simple.STRING, false, rule(new Condition.Minimum(BigDecimal.ONE, false), OnViolation.REJECT));
        check(Simple.LONG, false, rule(new Condition.MaxLength(3), OnViolation.REJECT));
        check(Simple.STRING, false, rule(new Condition.Matches("("), OnViolation.REJECT));
        check(Simple.INT, false, rule(new Condition.OneOf(List.of("1", "one")), OnViolation.REJECT));
        check(Simple.STRING, true, rule(new Condition.MinLength(3), OnViolation.NULLIFY));
        check(Simple.STRING, false, rule(new Condition.MinLength(3), OnViolation.CLAMP));
        check(Simple.STRING, false, rule(new Condition.MinLength(3), OnViolation.DEFAULT));
        check(Simple.INT, false, rule(new Condition.Minimum(new BigDecimal("3e9"), false), OnViolation.CLAMP));

        assertThat(problems).hasSize(8).allMatch(problem -> problem.startsWith("rule 'r' "));
        assertThat(problems.get(2)).contains("no regular expression");
        assertThat(problems.get(3)).contains("'one'");
    }

    @Test
    void shouldTellWhichRuleItMendedAndHow() {
        FieldCheck check = check(
                Simple.DOUBLE,
                false,
                new FieldRule("at_most_ten", new Condition.Maximum(BigDecimal.TEN, false), OnViolation.NULLIFY));

        assertThat(passes(check, real(5))).isTrue();
        assertThat(flags.repairs()).isEmpty();

        Cell large = real(11);
        assertThat(passes(check, large)).isTrue();

        assertThat(large.isNull()).isTrue();
        assertThat(flags.repairs()).containsExactly(new Flags.Repair("at_most_ten", "nullify"));
        assertThat(flags.text()).as("only rules that flag stand in the header").isEmpty();
    }
}
