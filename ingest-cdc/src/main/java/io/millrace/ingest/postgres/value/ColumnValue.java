package io.millrace.ingest.postgres.value;

import org.apache.kafka.connect.data.SchemaBuilder;

/** How the values of one column become Connect's. */
interface ColumnValue {
    /** A new schema without nullability. */
    SchemaBuilder schema();

    /**
     * The value, or what stands in for one that has no form.
     *
     * @param raw as the driver gives it in a snapshot, the decoder in the stream, or Debezium as a column's default
     */
    Object value(Object raw);

    /** What fills a column that is not null where a deleted row was not logged: it is no value. */
    Object nothing();

    /** What stands in for a large value that was not logged since it had not changed. */
    Object notLogged();
}
