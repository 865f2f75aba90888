package io.millrace.cli.demo.verify;

import io.millrace.contracts.product.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One text for equal values, whether they come from JDBC, from JSON or out of Avro. */
final class Text {
    /** No JSON or column text starts with this character. */
    static final String NULL = "\u0000null";

    private Text() {}

    /** Of what the generator wrote. */
    static String ofClear(@Nullable Object value, FieldType type) {
        if (value == null) {
            return NULL;
        }
        if (type instanceof FieldType.Decimal decimal) {
            return new BigDecimal(value.toString())
                    .setScale(decimal.scale(), RoundingMode.UNNECESSARY)
                    .toPlainString();
        }
        return switch ((FieldType.Simple) type) {
            case DATE -> String.valueOf(((LocalDate) value).toEpochDay());
            case TIMESTAMP_MILLIS -> String.valueOf(instant(value).toEpochMilli());
            case TIMESTAMP_MICROS -> String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant(value)));
            case DOUBLE, FLOAT -> String.valueOf(((Number) value).doubleValue());
            default -> value.toString();
        };
    }

    /** Of what Avro's generic reader returns. */
    static String ofAvro(@Nullable Object value, FieldType type) {
        if (value == null) {
            return NULL;
        }
        if (type instanceof FieldType.Decimal decimal) {
            ByteBuffer buffer = ((ByteBuffer) value).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return new BigDecimal(new BigInteger(bytes), decimal.scale()).toPlainString();
        }
        return value instanceof Number number && (type == FieldType.Simple.DOUBLE || type == FieldType.Simple.FLOAT)
                ? String.valueOf(number.doubleValue())
                : value.toString();
    }

    private static Instant instant(Object value) {
        return value instanceof Instant instant
                ? instant
                : OffsetDateTime.parse(value.toString()).toInstant();
    }
}
