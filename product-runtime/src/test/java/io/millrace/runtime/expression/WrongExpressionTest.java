package io.millrace.runtime.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.FieldType;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongExpressionTest {
    private static final Set<String> ROOTS = Set.of("orders", "meta");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    orders.after.total +                         | column 21 of the expression
                    orders.after.total.trimm()                   | 'trimm' is not known. Did you mean 'trim'? (at column 25 of the expression)
                    order.after.total > 1                        | 'order' is not known. Did you mean 'orders'?
                    1 + 'a'                                      | '+' does not take a whole number and a text; write string(...) around what is no text (at column 3 of the expression)
                    orders == 1                                  | 'orders' stands without a path; name a value: orders.<name>
                    orders.headers == 1                          | 'orders.headers' stands without a name; name a header: orders.headers['name']
                    orders.headers[orders.key] == 'a'            | the name of a header is a text: orders.headers['name']
                    has(orders.after.total)                      | has(orders.after.total) is not needed: a missing value is null; write orders.after.total != null
                    parseDate(orders.after.d, 'ddd bb') == null  | 'ddd bb' is no pattern of a date or time
                    parseTimestamp(orders.after.d, 'uuuu', 'Mars') == null | 'Mars' is no time zone
                    orders.key.matches(orders.after.p)           | the pattern of matches must be a text in quotes: s.matches('[A-Z]+')
                    matches(orders.key, orders.after.p)          | the pattern of matches must be a text in quotes: s.matches('[A-Z]+')
                    true ? null : 'a'                            | both sides of '? :' must have one type; write dyn(null) for null (at column 6 of the expression)
                    'a'                                          | the result of ''a'' is a text; a condition must be true or false
                    orders.a > 1 and orders.b < 2                | write && instead of 'and' (at column 14 of the expression)
                    """)
    void shouldSayInOneLineWhatIsWrongAndWhere(String expression, String expected) {
        assertThatThrownBy(() -> condition(expression))
                .isInstanceOf(ExpressionException.class)
                .satisfies(wrong ->
                        assertThat(wrong.getMessage()).contains(expected).doesNotContain("\n"));
    }

    @Test
    void shouldRefuseAnExpressionThatIsNestedTooDeep() {
        String deep = "(".repeat(5000) + "true" + ")".repeat(5000);
        assertThatThrownBy(() -> condition(deep)).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> condition("true || ".repeat(5000) + "true")).isInstanceOf(ExpressionException.class);
    }

    @Test
    void shouldTakeDurationsInIso8601AndAsTheLanguageHasThem() throws ExpressionException {
        assertThat(condition("duration('P30D') == duration('720h') && duration(duration('PT1M')) == duration('60s')")
                        .evaluate(reference -> 1L))
                .isEqualTo(true);
        assertThat(condition("duration('P1M') > duration('1h')").evaluate(reference -> 1L))
                .isNull();
    }

    @Test
    void shouldFailARecordThatAsksForTooLongAText() throws ExpressionException {
        Expression padding = value("orders.after.a.padStart(orders.after.n, ' ')");
        Expression replacing = value("orders.after.a.replace('a', orders.after.a)");
        String large = "a".repeat(5000);

        assertThat(padding.evaluate(reference -> reference == 0 ? "a" : (Object) 2_000_000_000L))
                .isNull();
        assertThat(replacing.evaluate(reference -> large)).isNull();
        assertThat(replacing.evaluate(reference -> "ab")).isEqualTo("abb");
        Expression joining = value("orders.after.a.split('').join(orders.after.a)");
        assertThat(joining.evaluate(reference -> large)).isNull();
        assertThat(joining.evaluate(reference -> "ab")).isEqualTo("aabb");
    }

    @Test
    void shouldFailARecordWhosePatternTakesTooLong() throws ExpressionException {
        Expression nested =
                condition("[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, orders.after.n + a + b + c"
                        + " + d + e > 0)))))");
        assertThat(nested.evaluate(reference -> 1L)).isNull();
        assertThat(condition("orders.after.a.matches('(a+)+$')").evaluate(reference -> "a".repeat(50_000) + "b"))
                .isEqualTo(false);
    }

    private static Expression condition(String text) throws ExpressionException {
        ParsedExpression parsed = ParsedExpression.parse(text, ROOTS);
        return parsed.condition(any(parsed));
    }

    private static Expression value(String text) throws ExpressionException {
        ParsedExpression parsed = ParsedExpression.parse(text, ROOTS);
        return parsed.value(any(parsed), FieldType.Simple.STRING);
    }

    private static List<ValueType> any(ParsedExpression parsed) {
        return Collections.nCopies(parsed.references().size(), ValueType.DYNAMIC);
    }
}
