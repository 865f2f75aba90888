package io.millrace.runtime.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.product.AvroValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the code hands over at one output port as framed Avro, under the row's own schema, and drops its headers:
 * from here on it is judged as if it came from a topic. Whatever fails here or behind it is kept as the first failure.
 */
final class HandedOverRows implements Processor<String, IndexedRecord, byte[], byte[]> {
    private static final int MOST_SCHEMAS = 1000;

    private final String node;
    private final SchemaRegistry schemas;
    private final Map<Schema, Integer> ids = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ProcessorContext<byte[], byte[]> context;
    private FirstFailure failure;
    private @Nullable BinaryEncoder encoder;

    /** @param schemas of the process, to which the schemas of rows are told */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    HandedOverRows(String node, SchemaRegistry schemas) {
        this.node = node;
        this.schemas = schemas;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        failure = taskContext.getStateStore(CodeOutputs.failure(node));
    }

    @Override
    public void process(Record<String, IndexedRecord> row) {
        failure.check();
        try {
            handOver(row);
        } catch (RuntimeException | Error thrown) {
            failure.note(thrown);
            throw thrown;
        }
    }

    private void handOver(Record<String, IndexedRecord> row) {
        byte[] key;
        byte[] value;
        try {
            key = row.key() == null ? null : row.key().getBytes(UTF_8);
            value = row.value() == null ? null : encode(row.value());
        } catch (IOException | RuntimeException doesNotFit) {
            // Also a class cast, where generics were tricked: what came is no row.
            throw CodeException.of(node, doesNotFit);
        }
        context.forward(new Record<>(key, value, row.timestamp(), new RecordHeaders()));
    }

    private byte[] encode(IndexedRecord row) throws IOException {
        Schema schema = row.getSchema();
        Integer id = ids.get(schema);
        if (id == null) {
            if (ids.size() >= MOST_SCHEMAS) {
                throw new IllegalStateException("rows of more than " + MOST_SCHEMAS + " schemas");
            }
            id = schemas.register(node, schema);
            ids.put(schema, id);
        }
        out.reset();
        byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
        ConfluentFraming.writeHeader(header, id);
        out.writeBytes(header);
        BinaryEncoder binary = EncoderFactory.get().directBinaryEncoder(out, encoder);
        encoder = binary;
        writer(row, schema).write(row, binary);
        binary.flush();
        return out.toByteArray();
    }

    private static GenericDatumWriter<IndexedRecord> writer(IndexedRecord row, Schema schema) {
        return row instanceof SpecificRecord
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(row.getClass()))
                : new GenericDatumWriter<>(schema, AvroValues.model());
    }
}
