package io.millrace.ingest.publish;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.schema.CanonicalKey;
import io.millrace.ingest.schema.StructEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.connect.data.Struct;

/**
 * How records of one table and schema are written.
 *
 * @param table whose records
 * @param schemaId under which the schema is registered
 * @param encoder compiled for the schema
 * @param sourceHeader {@code mr-source}
 */
record TableEncoding(CapturedTable table, int schemaId, StructEncoder encoder, Header sourceHeader) {

    static TableEncoding of(String source, CapturedTable table, int schemaId, StructEncoder encoder) {
        return new TableEncoding(table, schemaId, encoder, sourceHeader(source, table.qualifiedName()));
    }

    /** {@code mr-source} of a table's records. */
    static Header sourceHeader(String source, String table) {
        return new RecordHeader("mr-source", (source + "/" + table).getBytes(StandardCharsets.UTF_8));
    }

    String topic() {
        return table.topic();
    }

    /**
     * Writes a change. The message of the encoder names the field only, so it may be told.
     *
     * @param mostBytes what the topic takes for a value
     */
    StructEncoder.Encoded value(Struct envelope, int mostBytes) {
        try {
            return encoder.encode(envelope, schemaId, mostBytes);
        } catch (IllegalStateException e) {
            throw new HaltException(
                    "a change of table " + table.qualifiedName() + " cannot be written: " + e.getMessage(),
                    "report this with the table's definition; until then take the table out of the source");
        }
    }

    byte[] key(Struct key) {
        try {
            return CanonicalKey.of(key);
        } catch (IllegalArgumentException e) {
            throw new HaltException(
                    "table " + table.qualifiedName() + " cannot be captured: " + e.getMessage(),
                    "take the table out of the source, or change its primary key");
        }
    }
}
