package io.millrace.ingest.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.schema.CanonicalKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The columns of one row, by their names in the database. */
record RowColumns(String table, Struct row) {

    /** The text of a column without which there is no event. */
    String required(String role, String column) {
        return text(column)
                .orElseThrow(() -> new HaltException(
                        "a row of outbox " + table + " came without a value in column " + column + " (" + role + ")",
                        "name the right column under outbox.columns, or, where the row is a mistake, take a new"
                                + " snapshot; to keep it from happening again run ALTER TABLE "
                                + table + " ALTER COLUMN " + column + " SET NOT NULL;"));
    }

    /** The text of a column; empty if there is no such column, or it is null. */
    Optional<String> text(String column) {
        Field field = field(column);
        if (field == null || row.getWithoutDefault(field.name()) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CanonicalKey.text(row, field));
        } catch (IllegalArgumentException e) {
            throw new HaltException(
                    "column " + column + " of outbox " + table + " cannot be written as text",
                    "name a column of text, numbers or UUIDs under outbox.columns");
        }
    }

    /** The payload, as it is; null if the row has none. */
    byte @Nullable [] bytes(String column) {
        Field field = field(column);
        if (field == null) {
            throw new HaltException(
                    "outbox " + table + " has no column " + column + " any more, which held the payload",
                    "name the column under outbox.columns.payload");
        }
        Object value = row.getWithoutDefault(field.name());
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value instanceof byte[] bytes
                ? bytes
                : value == null ? null : value.toString().getBytes(UTF_8);
    }

    /** A time in RFC 3339; one without a zone is taken for UTC. */
    Optional<String> time(String column) {
        Field field = field(column);
        Object value = field == null ? null : row.getWithoutDefault(field.name());
        if (field == null || value == null) {
            return Optional.empty();
        }
        if (value instanceof Long number) {
            return Optional.of(
                    "io.debezium.time.Timestamp".equals(field.schema().name())
                            ? instant(number)
                            : Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString());
        }
        return Optional.of(value.toString());
    }

    /** Milliseconds since 1970 in RFC 3339. */
    static String instant(Long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** Debezium writes names that Avro does not take with underscores. */
    private @Nullable Field field(String column) {
        Field field = row.schema().field(column);
        return field != null ? field : row.schema().field(column.replaceAll("[^A-Za-z0-9_]", "_"));
    }
}
