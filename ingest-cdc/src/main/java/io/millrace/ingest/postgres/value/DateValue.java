package io.millrace.ingest.postgres.value;

import io.debezium.time.Date;
import io.millrace.ingest.schema.Omission;
import java.time.LocalDate;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code date}: infinity has no number of days; dates before Christ keep their era. */
record DateValue() implements ColumnValue {

    @Override
    public SchemaBuilder schema() {
        return Date.builder();
    }

    @Override
    public Object value(Object raw) {
        if (raw instanceof LocalDate date) {
            return ofDecoder(date);
        }
        return raw instanceof Integer ? raw : PostgresText.date(raw.toString());
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
