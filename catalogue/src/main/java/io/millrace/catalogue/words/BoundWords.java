package io.millrace.catalogue.words;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Schema;

/** A bound in the notation of its field: bounds of dates and times are kept in the unit that the Avro type counts. */
final class BoundWords {
    private BoundWords() {}

    static String of(BigDecimal bound, Schema schema) {
        Schema type = TypeWords.present(schema);
        if (type.getLogicalType() == null) {
            return bound.toPlainString();
        }
        try {
            return switch (type.getLogicalType().getName()) {
                case "date" -> LocalDate.ofEpochDay(bound.longValueExact()).toString();
                case "time-millis" -> time(bound, ChronoUnit.MILLIS);
                case "time-micros" -> time(bound, ChronoUnit.MICROS);
                case "timestamp-millis" -> instant(bound, ChronoUnit.MILLIS).toString();
                case "timestamp-micros" -> instant(bound, ChronoUnit.MICROS).toString();
                case "local-timestamp-millis" -> local(bound, ChronoUnit.MILLIS);
                case "local-timestamp-micros" -> local(bound, ChronoUnit.MICROS);
                default -> bound.toPlainString();
            };
        } catch (DateTimeException | ArithmeticException e) {
            return bound.toPlainString();
        }
    }

    private static String time(BigDecimal bound, ChronoUnit unit) {
        return LocalTime.MIDNIGHT.plus(bound.longValueExact(), unit).toString();
    }

    private static Instant instant(BigDecimal bound, ChronoUnit unit) {
        return Instant.EPOCH.plus(bound.longValueExact(), unit);
    }

    private static String local(BigDecimal bound, ChronoUnit unit) {
        return instant(bound, unit).atZone(ZoneOffset.UTC).toLocalDateTime().toString();
    }
}
