package io.millrace.ingest.postgres.value;

import io.millrace.ingest.schema.Omission;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.postgresql.util.HStoreConverter;

/** {@code hstore}: a map of texts that may be null. */
record HstoreValue() implements ColumnValue {

    @Override
    public SchemaBuilder schema() {
        return SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Override
    public Object value(Object raw) {
        return raw instanceof Map ? raw : HStoreConverter.fromString(raw.toString());
    }

    @Override
    public Object nothing() {
        return Map.of();
    }

    @Override
    public Object notLogged() {
        return Omission.NOT_LOGGED.map();
    }
}
