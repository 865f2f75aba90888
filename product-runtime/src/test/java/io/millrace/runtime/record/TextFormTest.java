package io.millrace.runtime.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFormTest {
    private static String text(FieldType type, Cell cell) {
        Output out = new Output(16);
        TextForm.append(type, cell, out);
        return new String(out.toByteArray(), UTF_8);
    }

    private static Cell number(long value) {
        Cell cell = new Cell();
        cell.setNumber(value);
        return cell;
    }

    @Test
    void shouldWriteWholeNumbersAsJavaDoes() {
        Random random = new Random(1);
        for (long edge : new long[] {0, -1, 9, 10, -10, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000_000_000L}) {
            assertThat(text(Simple.LONG, number(edge))).isEqualTo(Long.toString(edge));
        }
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(text(Simple.LONG, number(value))).isEqualTo(Long.toString(value));
        }
    }

    @Test
    void shouldWriteDatesAsJavaDoes() {
        for (long day = -800_000; day < 4_000_000; day += 97) {
            assertThat(text(Simple.DATE, number(day)))
                    .isEqualTo(LocalDate.ofEpochDay(day).toString());
            long packed = CivilDate.ofEpochDay(day);
            LocalDate date = LocalDate.ofEpochDay(day);
            if (CivilDate.exists(date.getYear(), date.getMonthValue(), date.getDayOfMonth())) {
                assertThat(CivilDate.toEpochDay(
                                (int) CivilDate.year(packed), CivilDate.month(packed), CivilDate.day(packed)))
                        .isEqualTo(day);
            }
        }
    }

    @Test
    void shouldWriteTimesWithoutTrailingZeros() {
        assertThat(text(Simple.TIMESTAMP_MICROS, number(1_795_181_790_120_000L)))
                .isEqualTo("2026-11-20T13:36:30.12Z");
        assertThat(text(Simple.TIMESTAMP_MILLIS, number(-1))).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(text(Simple.TIME_MICROS, number(0))).isEqualTo("00:00:00");
        assertThat(text(Simple.BOOLEAN, number(1))).isEqualTo("true");
    }

    @Test
    void shouldWriteDecimalsOfAnySizePlain() {
        Cell big = new Cell();
        big.setBig(new BigInteger("-123456789012345678901234567890"));

        assertThat(text(new FieldType.Decimal(30, 2), big)).isEqualTo("-1234567890123456789012345678.90");
        assertThat(text(new FieldType.Decimal(9, 3), number(5))).isEqualTo("0.005");
    }

    @Test
    void shouldKeepValuesOutOfToString() {
        Cell cell = new Cell();
        cell.setSpan("secret".getBytes(UTF_8), 0, 6);
        Output out = new Output(16);
        out.writeText("secret");

        assertThat(cell + " " + out).doesNotContain("secret");
    }
}
