package io.millrace.ingest.publish;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.schema.StructEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.connect.data.Struct;

/**
 * How records of one table and schema are written.
 *
 * @param topic where they go
 * @param schemaId under which the schema is registered
 * @param encoder compiled for the schema
 * @param sourceHeader {@code mr-source}
 */
record TableEncoding(String topic, int schemaId, StructEncoder encoder, Header sourceHeader) {

    static TableEncoding of(String source, CapturedTable table, int schemaId, StructEncoder encoder) {
        byte[] origin = (source + "/" + table.qualifiedName()).getBytes(StandardCharsets.UTF_8);
        return new TableEncoding(table.topic(), schemaId, encoder, new RecordHeader("mr-source", origin));
    }

    byte[] value(Struct envelope) {
        return encoder.encode(envelope, schemaId);
    }
}
