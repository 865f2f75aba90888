package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroTextTest {

    @ParameterizedTest
    @CsvSource({
        "STRING, , Zoë O'Hara, Zoë O'Hara",
        "INT, , 7, 7",
        "LONG, , -9223372036854775808, -9223372036854775808",
        "DOUBLE, , 0.1, 0.1",
        "BOOLEAN, , true, true",
        "BYTES, , 00ff, 00ff",
        "INT, date, 1969-07-20, 1969-07-20",
        "LONG, time-micros, 23:59:59.000001, 23:59:59.000001",
        "LONG, timestamp-millis, 2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z",
        "LONG, timestamp-micros, 1960-01-01T00:00:00.000001Z, 1960-01-01T00:00:00.000001Z",
        "BYTES, decimal, -12.5, -12.50",
    })
    void shouldShowAValueAsItIsWritten(Schema.Type type, String logical, String written, String shown) {
        Schema schema = schema(type, logical);

        assertThat(AvroText.text(schema, AvroText.parse(schema, written))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "INT, , 1.5, int",
        "BOOLEAN, , yes, boolean",
        "INT, date, 2026-02-30, date",
        "LONG, timestamp-micros, yesterday, timestamp-micros",
        "BYTES, decimal, 1.005, decimal",
    })
    void shouldRefuseATextThatIsNoValueOfTheType(Schema.Type type, String logical, String written, String name) {
        Schema schema = schema(type, logical);

        assertThatThrownBy(() -> AvroText.parse(schema, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + written + "' is not a value of type " + name);
    }

    @Test
    void shouldNotChangeTheBytesItShows() {
        Schema schema = Schema.create(Schema.Type.BYTES);
        Object value = AvroText.parse(schema, "0102");

        AvroText.text(schema, value);

        assertThat(AvroText.text(schema, value)).isEqualTo("0102");
    }

    private static Schema schema(Schema.Type type, String logical) {
        Schema schema = Schema.create(type);
        LogicalType logicalType = switch (logical == null ? "" : logical) {
            case "date" -> LogicalTypes.date();
            case "time-micros" -> LogicalTypes.timeMicros();
            case "timestamp-millis" -> LogicalTypes.timestampMillis();
            case "timestamp-micros" -> LogicalTypes.timestampMicros();
            case "decimal" -> LogicalTypes.decimal(9, 2);
            default -> null;
        };
        return logicalType == null ? schema : logicalType.addToSchema(schema);
    }
}
