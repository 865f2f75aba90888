package io.millrace.ingest.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;

/**
 * The Avro schema of a Connect schema. Debezium's semantic types stay readable twice: as the property
 * {@code connect.name}, and as an Avro logical type where one means exactly the same. Column defaults are left out,
 * since they say nothing about the rows that are there; every optional field defaults to null.
 */
final class AvroSchemas {
    private final Map<String, Schema> records = new HashMap<>();

    private AvroSchemas() {}

    /**
     * The schema of a record's value.
     *
     * @throws IllegalArgumentException if a field's type has no Avro form; the message names the field
     */
    static Schema of(org.apache.kafka.connect.data.Schema connect) {
        return new AvroSchemas().required(connect, connect.name() == null ? "value" : connect.name());
    }

    private Schema field(org.apache.kafka.connect.data.Schema connect, String path) {
        Schema required = required(connect, path);
        return connect.isOptional() ? Schema.createUnion(Schema.create(Schema.Type.NULL), required) : required;
    }

    private Schema required(org.apache.kafka.connect.data.Schema connect, String path) {
        return switch (connect.type()) {
            case INT8, INT16 -> named(Schema.create(Schema.Type.INT), connect);
            case INT32 -> named(Schema.create(Schema.Type.INT), connect);
            case INT64 -> named(Schema.create(Schema.Type.LONG), connect);
            case FLOAT32 -> named(Schema.create(Schema.Type.FLOAT), connect);
            case FLOAT64 -> named(Schema.create(Schema.Type.DOUBLE), connect);
            case BOOLEAN -> named(Schema.create(Schema.Type.BOOLEAN), connect);
            case STRING -> named(Schema.create(Schema.Type.STRING), connect);
            case BYTES -> named(Schema.create(Schema.Type.BYTES), connect);
            case ARRAY -> Schema.createArray(field(connect.valueSchema(), path + "[]"));
            case MAP -> {
                if (connect.keySchema().type() != org.apache.kafka.connect.data.Schema.Type.STRING
                        || connect.keySchema().isOptional()) {
                    throw new IllegalArgumentException(path + ": only maps with string keys have an Avro form");
                }
                yield Schema.createMap(field(connect.valueSchema(), path + "{}"));
            }
            case STRUCT -> struct(connect, path);
        };
    }

    private Schema struct(org.apache.kafka.connect.data.Schema connect, String path) {
        String name = connect.name() == null ? path : connect.name();
        Schema known = records.get(name);
        if (known != null) {
            return known;
        }
        int dot = name.lastIndexOf('.');
        String namespace = dot < 0 ? null : name.substring(0, dot);
        Schema schema = Schema.createRecord(name.substring(dot + 1), null, namespace, false);
        schema.addProp("connect.name", name);
        records.put(name, schema);
        List<Schema.Field> fields = new ArrayList<>();
        for (Field field : connect.fields()) {
            Schema type = field(field.schema(), path + "." + field.name());
            fields.add(
                    field.schema().isOptional()
                            ? new Schema.Field(field.name(), type, null, JsonProperties.NULL_VALUE)
                            : new Schema.Field(field.name(), type));
        }
        schema.setFields(fields);
        return schema;
    }

    private static Schema named(Schema avro, org.apache.kafka.connect.data.Schema connect) {
        String name = connect.name();
        if (name == null) {
            return avro;
        }
        avro.addProp("connect.name", name);
        switch (name) {
            case "io.debezium.time.Date" -> LogicalTypes.date().addToSchema(avro);
            case "io.debezium.time.Time" -> LogicalTypes.timeMillis().addToSchema(avro);
            case "io.debezium.time.MicroTime" -> LogicalTypes.timeMicros().addToSchema(avro);
            case "io.debezium.time.Timestamp" -> LogicalTypes.timestampMillis().addToSchema(avro);
            case "io.debezium.time.MicroTimestamp" ->
                LogicalTypes.timestampMicros().addToSchema(avro);
            case Decimal.LOGICAL_NAME -> decimal(avro, connect.parameters());
            default -> {}
        }
        return avro;
    }

    private static void decimal(Schema avro, Map<String, String> parameters) {
        int scale = Integer.parseInt(parameters.get(Decimal.SCALE_FIELD));
        String declared = parameters.get("connect.decimal.precision");
        int precision = declared == null ? 0 : Integer.parseInt(declared);
        if (scale >= 0 && precision >= scale && precision > 0) {
            LogicalTypes.decimal(precision, scale).addToSchema(avro);
        } else {
            // numeric(2,4) and numeric(4,-2) are PostgreSQL's, and Avro has no logical type for them
            avro.addProp("scale", scale);
        }
    }
}
