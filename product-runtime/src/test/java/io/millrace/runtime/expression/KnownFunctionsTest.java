package io.millrace.runtime.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each expression is checked against the functions it calls only: none may be missing there. */
class KnownFunctionsTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "true",
                "orders.after.flag",
                "!orders.after.no && (orders.after.flag || false)",
                "orders.after.n + 1 == 8 && orders.after.n - 1 == 6 && orders.after.n * 2 == 14",
                "orders.after.n / 2 == 3 && orders.after.n % 2 == 1 && -orders.after.n < 0",
                "orders.after.n < 8 && orders.after.n <= 7 && orders.after.n > 6 && orders.after.n >= 7",
                "orders.after.n != 8.5",
                "(orders.after.flag ? 'a' : 'b') == 'a'",
                "orders.after.n in [1, 7] && !('a' in {'b': 1}) && [1, 2][1] == 2 && {'a': 1}['a'] == 1",
                "[1, 2].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2].exists_one(x, x == 2)",
                "[1, 2].map(x, x * 2) == [2, 4] && [1, 2].filter(x, x > 1) == [2] && has({'a': 1}.a)",
                "type(1) == int && type('') == string && type(null) == null_type",
                "int('7') == 7 && uint(7) == 7u && double(7) == 7.0 && string(7) == '7' && bytes('a') == b'a' && bool('true')",
                "size('ab') == 2 && [1].size() == 1 && dyn(7) == 7",
                "orders.after.text.contains('b') && orders.after.text.startsWith('a') && 'ab'.endsWith('b')",
                "orders.after.text.matches('a.*') && matches('ab', 'ab')",
                "timestamp('2026-01-02T03:04:05Z').getFullYear() == 2026 && duration('90s').getMinutes() == 1",
                "timestamp('2026-01-02T03:04:05Z') + duration('1h') > timestamp('2026-01-02T03:04:05Z')",
                "math.greatest(1, 7, 3) == 7 && math.least(1, 7) == 1 && math.abs(-1) == 1 && math.ceil(1.2) == 2.0",
                "math.bitAnd(3, 1) == 1 && math.sign(-5) == -1 && math.isNaN(0.5) == false && math.sqrt(4.0) == 2.0",
                "'ab'.charAt(0) == 'a' && 'ab'.indexOf('b') == 1 && 'abb'.lastIndexOf('b') == 2 && ['a', 'b'].join('-') == 'a-b'",
                "'aB'.lowerAscii() == 'ab' && 'aB'.upperAscii() == 'AB' && 'a b'.split(' ') == ['a', 'b']",
                "'abc'.substring(1, 2) == 'b' && ' a '.trim() == 'a'",
                "'aB'.lower() == 'ab' && 'aB'.upper() == 'AB' && 'a'.normalize() == 'a' && 'aa'.replace('a', 'b') == 'bb'",
                "'7'.padStart(2, '0') == '07' && '7'.padEnd(2, '0') == '70'",
                "parseDate('2026-01-02', 'uuuu-MM-dd') == timestamp('2026-01-02T00:00:00Z')",
                "parseTimestamp('2026-01-02 00', 'uuuu-MM-dd HH', 'UTC').format('uuuu', 'UTC') == '2026'",
                "parseJson('{\"a\": {\"b\": true}}').a.b",
            })
    void shouldKnowEachFunctionOfTheLanguageAndOfOurs(String text) throws ExpressionException {
        ParsedExpression parsed = ParsedExpression.parse(text, Set.of("orders"));
        Expression condition =
                parsed.condition(Collections.nCopies(parsed.references().size(), ValueType.DYNAMIC));

        Object result = condition.evaluate(
                index -> switch (parsed.references().get(index).get(2)) {
                    case "flag" -> true;
                    case "no" -> false;
                    case "n" -> 7L;
                    default -> "ab";
                });

        assertThat(result).isEqualTo(true);
    }
}
