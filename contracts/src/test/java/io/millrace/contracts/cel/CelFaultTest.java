package io.millrace.contracts.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelFaultTest {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("n", NullableType.create(SimpleType.DOUBLE))
            .addVar("i", NullableType.create(SimpleType.INT))
            .addVar("s", SimpleType.STRING)
            .addVar("b", SimpleType.BOOL)
            .addVar("t", SimpleType.TIMESTAMP)
            .addVar("d", SimpleType.DURATION)
            .build();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            b and b      ~ 3  ~ write && instead of 'and'
            b OR b       ~ 3  ~ write || instead of 'OR'
            not b        ~ 5  ~ write ! instead of 'not'
            s not in [s] ~ 3  ~ write ! instead of 'not'
            i = 1        ~ 3  ~ '=' is no operator; write == to compare
            b | b        ~ 3  ~ '|' is no operator; write || for 'or'
            b & b        ~ 3  ~ '&' is no operator; write && for 'and'
            i <> 1       ~ 4  ~ write != instead of <>
            s like '%'   ~ 3  ~ 'like' is not expected here
            i +          ~ 4  ~ it ends too early
            (i + 1       ~ 7  ~ ')' is missing at the end
            s == 'abc    ~ 6  ~ a text begins here and does not end; write ' behind it
            n + 1        ~ 3  ~ '+' does not take a number and a whole number; write 1.0
            20 * n       ~ 4  ~ '*' does not take a whole number and a number; write 20.0
            n / i        ~ 3  ~ '/' does not take a number and a whole number; write double(...) around the whole number
            s + i        ~ 3  ~ '+' does not take a text and a whole number; write string(...) around what is no text
            t > s        ~ 3  ~ '>' does not take a timestamp and a text; write timestamp(...) around the text
            s < d        ~ 3  ~ '<' does not take a text and a duration; write duration(...) around the text
            i && b       ~ 3  ~ '&&' does not take a whole number and true/false
            !s           ~ 1  ~ '!' does not take a text
            1 in {'a':1} ~ 3  ~ 'in' does not take a whole number and a map
            [i] + {1:1}  ~ 5  ~ '+' does not take a list and a map
            s.matches(1) ~ 10 ~ 'matches' of a text does not take a whole number
            b ? 1 : null ~ 3  ~ both sides of '? :' must have one type; write dyn(null) for null
            x > 1        ~ 1  ~ 'x' is not known
            """)
    void shouldSayInTheWordsOfContractsWhatIsWrong(String expression, int column, String words) {
        assertThat(faults(expression)).containsExactly(new CelFault(1, column, words));
    }

    private static List<CelFault> faults(String expression) {
        try {
            Object unused = COMPILER.compile(expression).getAst();
            return Assertions.fail("'" + expression + "' compiles");
        } catch (CelValidationException e) {
            return CelFault.of(e, expression);
        }
    }
}
