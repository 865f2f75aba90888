package io.millrace.ingest.postgres.value;

import io.debezium.time.Date;
import io.millrace.ingest.schema.Omission;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code date}: infinity has no number of days; dates before Christ keep their era. */
record DateValue() implements ColumnValue {

    @Override
    public SchemaBuilder schema() {
        return Date.builder();
    }

    @Override
    public Object value(Object raw) {
        if (raw instanceof java.sql.Date date) {
            return ofDriver(date);
        }
        if (raw instanceof LocalDate date) {
            return ofDecoder(date);
        }
        return raw instanceof Integer ? raw : PostgresText.date(raw.toString());
    }

    /** The driver makes dates by the calendar that Java's dates have, with the Julian one before 1582. */
    private static int ofDriver(java.sql.Date date) {
        if (date.getTime() == PostgresText.INFINITY || date.getTime() == PostgresText.MINUS_INFINITY) {
            return Omission.NOT_FINITE.days();
        }
        var calendar = new GregorianCalendar();
        calendar.setTime(date);
        int year = calendar.get(Calendar.YEAR);
        boolean before = calendar.get(Calendar.ERA) == GregorianCalendar.BC;
        return (int) LocalDate.of(
                        before ? 1 - year : year, calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH))
                .toEpochDay();
    }

    /** Debezium's decoder gives the days around infinity, which are beyond what PostgreSQL has. */
    private static int ofDecoder(LocalDate date) {
        long days = date.toEpochDay();
        return PostgresText.isDay(days) ? (int) days : Omission.NOT_FINITE.days();
    }

    @Override
    public Object nothing() {
        return 0;
    }

    @Override
    public Object notLogged() {
        return Omission.NOT_LOGGED.days();
    }
}
