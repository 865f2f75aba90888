package io.millrace.ingest.postgres.value;

import io.debezium.spi.converter.RelationalColumn;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.millrace.ingest.schema.Omission;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code timestamp}: infinity and the last 28 years that PostgreSQL has do not fit into microseconds.
 *
 * @param millis whether it has no more than three digits behind the second
 */
record TimestampValue(boolean millis) implements ColumnValue {
    private static final int MOST_MILLI_DIGITS = 3;

    static TimestampValue of(RelationalColumn column) {
        int digits = column.scale().orElse(-1);
        return new TimestampValue(digits >= 0 && digits <= MOST_MILLI_DIGITS);
    }

    @Override
    public SchemaBuilder schema() {
        return millis ? Timestamp.builder() : MicroTimestamp.builder();
    }

    @Override
    public Object value(Object raw) {
        if (raw instanceof Instant instant) {
            return at(instant);
        }
        if (raw instanceof LocalDateTime local) {
            return at(local.toInstant(ZoneOffset.UTC));
        }
        if (raw instanceof Long) {
            return raw;
        }
        String text = raw.toString();
        return PostgresText.isInfinite(text) ? Omission.NOT_FINITE.time() : at(PostgresText.timestamp(text));
    }

    private long at(Instant instant) {
        if (!PostgresText.isDay(Math.floorDiv(instant.getEpochSecond(), TimeUnit.DAYS.toSeconds(1)))) {
            return Omission.NOT_FINITE.time();
        }
        try {
            long seconds = Math.multiplyExact(instant.getEpochSecond(), 1_000_000L);
            long micros = Math.addExact(seconds, instant.getNano() / 1_000);
            if (micros == PostgresText.INFINITY) {
                // Debezium's decoder means infinity.
                return Omission.NOT_FINITE.time();
            }
            return millis ? Math.floorDiv(micros, 1_000L) : micros;
        } catch (ArithmeticException e) {
            return Omission.OUT_OF_RANGE.time();
        }
    }

    @Override
    public Object nothing() {
        return 0L;
    }

    @Override
    public Object notLogged() {
        return Omission.NOT_LOGGED.time();
    }
}
