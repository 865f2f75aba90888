package io.millrace.bench.idiomatic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Reads changes in Debezium's JSON as most people would: a tree, and its fields into a record. */
final class ChangeTree implements EventReader {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Schema schema;
    private long position;

    /** @param schema of the rows */
    ChangeTree(Schema schema) {
        this.schema = schema;
    }

    @Override
    public GenericRecord read(byte[] value) throws IOException {
        JsonNode envelope = mapper.readTree(value);
        if (envelope.has("payload")) {
            envelope = envelope.get("payload");
        }
        position = field(field(envelope, "source"), "lsn").longValue();
        JsonNode row = field(envelope, field(envelope, "op").textValue().equals("d") ? "before" : "after");
        var record = new GenericData.Record(schema);
        for (String text : new String[] {"event_id", "account", "email", "currency", "method", "merchant"}) {
            record.put(text, field(row, text).textValue());
        }
        record.put("made_at", field(row, "made_at").longValue());
        record.put("amount", ByteBuffer.wrap(field(row, "amount").binaryValue()));
        record.put("memo", field(row, "memo").textValue());
        return record;
    }

    private static JsonNode field(JsonNode of, String name) throws IOException {
        JsonNode found = of.get(name);
        if (found == null) {
            throw new IOException("no field " + name);
        }
        return found;
    }

    @Override
    public long position() {
        return position;
    }
}
