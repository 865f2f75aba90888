package io.millrace.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The same work as most people would write it: a tree, its fields into a record, the record into bytes. */
final class JacksonTree {
    private final ObjectMapper mapper = new ObjectMapper();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final Schema schema;
    private final GenericDatumWriter<GenericRecord> writer;
    private BinaryEncoder encoder;

    JacksonTree(Schema schema) {
        this.schema = schema;
        this.writer = new GenericDatumWriter<>(schema);
        this.encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    }

    byte[] convert(byte[] value) throws IOException {
        JsonNode root = mapper.readTree(value);
        JsonNode envelope = root.has("payload") ? root.get("payload") : root;
        JsonNode row = envelope.get(envelope.get("op").textValue().equals("d") ? "before" : "after");
        // What identity needs.
        if (envelope.get("source").get("sequence").textValue().isEmpty()) {
            throw new IllegalStateException("no position");
        }
        GenericRecord record = new GenericData.Record(schema);
        record.put("order_id", row.get("order_id").longValue());
        record.put("customer_id", row.get("customer_id").longValue());
        record.put("status", row.get("status").textValue());
        record.put("total", ByteBuffer.wrap(row.get("total").binaryValue()));
        record.put("currency", row.get("currency").textValue());
        record.put("gift", row.get("gift").booleanValue());
        record.put("placed_on", row.get("placed_on").intValue());
        record.put("placed_at", row.get("placed_at").longValue());
        bytes.reset();
        bytes.write(new byte[] {0, 0, 0, 0, 2});
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        writer.write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
