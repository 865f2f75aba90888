package io.millrace.runtime.plan;

import io.millrace.contracts.product.ChangeEncoding;
import io.millrace.contracts.product.ChangeEncoding.Decimals;
import io.millrace.contracts.product.ChangeEncoding.Times;
import io.millrace.contracts.table.KnownField;
import io.millrace.runtime.structure.SourceType;
import io.millrace.runtime.structure.SourceType.Encoding;
import java.util.Optional;

/** How a connector writes columns in JSON, by its settings and what is known of the columns. */
final class KnownTypes {
    private static final int MILLI_DIGITS = 3;

    private KnownTypes() {}

    /** Empty where the column's type does not tell. */
    static Optional<SourceType> inJson(KnownField column, ChangeEncoding encoding) {
        Times times = encoding.times();
        return switch (column.form()) {
            case STRING, ZONED_TIMESTAMP -> Optional.of(SourceType.of(Encoding.STRING));
            case BYTES -> Optional.of(SourceType.of(Encoding.BYTES));
            case INTEGER -> Optional.of(SourceType.of(Encoding.LONG));
            case BOOLEAN -> Optional.of(SourceType.of(Encoding.BOOLEAN));
            case FLOAT, DOUBLE -> Optional.of(SourceType.JSON);
            case DECIMAL ->
                Optional.of(
                        encoding.decimals() == Decimals.PRECISE
                                ? new SourceType(Encoding.DECIMAL, column.digits(), Optional.empty())
                                : SourceType.JSON);
            case DATE -> Optional.of(SourceType.of(times == Times.ISOSTRING ? Encoding.STRING : Encoding.DATE));
            case TIME -> Optional.of(SourceType.of(time(column, times)));
            case TIMESTAMP -> Optional.of(SourceType.of(timestamp(column, times)));
            case OBJECT -> Optional.of(SourceType.JSON);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Encoding time(KnownField column, Times times) {
        return switch (times) {
            case ADAPTIVE -> column.digits() <= MILLI_DIGITS ? Encoding.TIME_MILLIS : Encoding.TIME_MICROS;
            case ADAPTIVE_TIME_MICROSECONDS, MICROSECONDS -> Encoding.TIME_MICROS;
            case CONNECT -> Encoding.TIME_MILLIS;
            case ISOSTRING -> Encoding.STRING;
            case NANOSECONDS -> Encoding.TIME_NANOS;
        };
    }

    private static Encoding timestamp(KnownField column, Times times) {
        return switch (times) {
            case ADAPTIVE, ADAPTIVE_TIME_MICROSECONDS ->
                column.digits() <= MILLI_DIGITS ? Encoding.LOCAL_TIMESTAMP_MILLIS : Encoding.LOCAL_TIMESTAMP_MICROS;
            case MICROSECONDS -> Encoding.LOCAL_TIMESTAMP_MICROS;
            case CONNECT -> Encoding.LOCAL_TIMESTAMP_MILLIS;
            case ISOSTRING -> Encoding.STRING;
            case NANOSECONDS -> Encoding.LOCAL_TIMESTAMP_NANOS;
        };
    }
}
