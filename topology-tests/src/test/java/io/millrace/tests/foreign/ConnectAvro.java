package io.millrace.tests.foreign;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Connect's data as Avro by the rules of Confluent's converter, written down a second time for this test, since that
 * converter is on no public repository: optional is a union with null first, semantic types keep their name in {@code
 * connect.name}, decimals are Avro's.
 */
final class ConnectAvro {
    private final SchemaRegistry registry;
    private final Map<String, Schema> records = new HashMap<>();

    ConnectAvro(SchemaRegistry registry) {
        this.registry = registry;
    }

    byte[] write(String topic, Struct envelope) throws IOException {
        Schema schema = type(envelope.schema());
        byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
        ConfluentFraming.writeHeader(header, registry.register(topic + "-value", schema));
        var out = new ByteArrayOutputStream();
        out.write(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record(envelope, schema), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private Schema of(org.apache.kafka.connect.data.Schema connect) {
        Schema type = type(connect);
        return connect.isOptional() ? Schema.createUnion(Schema.create(Schema.Type.NULL), type) : type;
    }

    private Schema type(org.apache.kafka.connect.data.Schema connect) {
        if (Decimal.LOGICAL_NAME.equals(connect.name())) {
            int scale = Integer.parseInt(connect.parameters().get(Decimal.SCALE_FIELD));
            int precision = Integer.parseInt(connect.parameters().getOrDefault("connect.decimal.precision", "64"));
            return LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
        }
        Schema plain = switch (connect.type()) {
            case INT8, INT16, INT32 -> Schema.create(Schema.Type.INT);
            case INT64 -> Schema.create(Schema.Type.LONG);
            case FLOAT32 -> Schema.create(Schema.Type.FLOAT);
            case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case STRING -> Schema.create(Schema.Type.STRING);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case ARRAY -> Schema.createArray(of(connect.valueSchema()));
            case MAP -> Schema.createMap(of(connect.valueSchema()));
            case STRUCT -> record(connect);
        };
        if (connect.name() != null && connect.type() != org.apache.kafka.connect.data.Schema.Type.STRUCT) {
            plain.addProp("connect.name", connect.name());
        }
        return plain;
    }

    private Schema record(org.apache.kafka.connect.data.Schema connect) {
        Schema known = records.get(connect.name());
        if (known != null) {
            return known;
        }
        int dot = connect.name().lastIndexOf('.');
        Schema record = Schema.createRecord(
                connect.name().substring(dot + 1), null, connect.name().substring(0, Math.max(0, dot)), false);
        records.put(connect.name(), record);
        record.setFields(connect.fields().stream()
                .map(field -> new Schema.Field(field.name(), of(field.schema())))
                .toList());
        return record;
    }

    private static GenericRecord record(Struct struct, Schema schema) {
        var record = new GenericData.Record(schema);
        for (Field field : struct.schema().fields()) {
            Object value = struct.get(field);
            if (value != null) {
                Schema wanted = schema.getField(field.name()).schema();
                record.put(
                        field.name(),
                        value(value, wanted.isUnion() ? wanted.getTypes().get(1) : wanted));
            }
        }
        return record;
    }

    private static Object value(Object value, Schema schema) {
        if (value instanceof Struct struct) {
            return record(struct, schema);
        }
        if (value instanceof BigDecimal decimal) {
            return new Conversions.DecimalConversion().toBytes(decimal, schema, schema.getLogicalType());
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(each -> value(each, schema.getElementType()))
                    .toList();
        }
        return value instanceof Short || value instanceof Byte ? (Object) ((Number) value).intValue() : value;
    }
}
