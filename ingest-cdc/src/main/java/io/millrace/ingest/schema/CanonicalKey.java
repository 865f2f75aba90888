package io.millrace.ingest.schema;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * A record's key as text in UTF-8. One column: its text. Several: their texts in the key's order, joined by {@code |},
 * with {@code \} and {@code |} inside them escaped by {@code \}, so that different keys never read the same.
 *
 * <p>Texts: numbers and booleans in plain decimal and {@code true}/{@code false}; dates as {@code 2026-11-20};
 * times and timestamps as the number Debezium encodes; bytes in lower-case hexadecimal; strings, UUIDs and timestamps
 * with time zone as they are; of a value that is none, such as NaN, the code of its {@link Omission}.
 */
public final class CanonicalKey {
    private CanonicalKey() {}

    /**
     * Writes a key.
     *
     * @throws IllegalArgumentException if a column's type has no text; the message names the column
     */
    public static byte[] of(Struct key) {
        var fields = key.schema().fields();
        if (fields.size() == 1) {
            return text(key, fields.get(0)).getBytes(StandardCharsets.UTF_8);
        }
        var joined = new StringBuilder();
        for (Field field : fields) {
            if (field.index() > 0) {
                joined.append('|');
            }
            joined.append(text(key, field).replace("\\", "\\\\").replace("|", "\\|"));
        }
        return joined.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The text of one column, which is there.
     *
     * @throws IllegalArgumentException if the column's type has no text; the message names the column
     */
    public static String text(Struct key, Field field) {
        Object value = key.getWithoutDefault(field.name());
        Schema schema = field.schema();
        Omission omission = Omission.of(schema, value);
        if (omission != null) {
            return omission.code();
        }
        if (value instanceof String string) {
            return string;
        }
        if ("io.debezium.time.Date".equals(schema.name()) && value instanceof Integer days) {
            return LocalDate.ofEpochDay(days).toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        throw new IllegalArgumentException("key column " + field.name() + " of type " + schema.type()
                + " cannot be written as text; use a primary key of numbers, text, UUIDs or dates");
    }
}
