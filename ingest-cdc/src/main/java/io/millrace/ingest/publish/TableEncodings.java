package io.millrace.ingest.publish;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.schema.StructEncoder;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Encoders by schema instance: Debezium keeps one per table until the table changes. A new one is compiled and
 * registered when its first record comes.
 */
final class TableEncodings {
    /** DDL makes new instances for ever; what is dropped here is compiled again. */
    private static final int MOST = 1_000;

    private final String source;
    private final SchemaRegistry registry;
    private final Map<String, CapturedTable> tables = new HashMap<>();
    private final IdentityHashMap<Schema, TableEncoding> bySchema = new IdentityHashMap<>();

    TableEncodings(SourceDescriptor source, SchemaRegistry registry) {
        this.source = source.name();
        this.registry = registry;
        source.tables().forEach(table -> tables.put(table.qualifiedName(), table));
    }

    TableEncoding of(Struct envelope) {
        TableEncoding known = bySchema.get(envelope.schema());
        return known != null ? known : add(envelope);
    }

    private TableEncoding add(Struct envelope) {
        Struct origin = envelope.getStruct("source");
        String name = origin.getString("schema") + "." + origin.getString("table");
        CapturedTable table = tables.get(name);
        if (table == null) {
            throw new HaltException(
                    "a change of table " + name + " came, which " + source + " does not declare: its name differs from "
                            + "a declared one by case only",
                    "rename one of the two tables");
        }
        StructEncoder encoder = compile(table, envelope.schema());
        TableEncoding encoding = TableEncoding.of(source, table, register(table, encoder), encoder);
        if (bySchema.size() >= MOST) {
            bySchema.clear();
        }
        bySchema.put(envelope.schema(), encoding);
        return encoding;
    }

    private static StructEncoder compile(CapturedTable table, Schema schema) {
        try {
            return StructEncoder.compile(schema);
        } catch (IllegalArgumentException e) {
            throw new HaltException(
                    "table " + table.qualifiedName() + " cannot be captured: " + e.getMessage(),
                    "take the table out of the source, or change the column's type");
        }
    }

    private int register(CapturedTable table, StructEncoder encoder) {
        String subject = table.topic() + "-value";
        try {
            int id = registry.register(subject, encoder.avroSchema());
            // A raw topic follows its table: DDL has happened, and refusing its schema would only stop the stream.
            // What a change means for a product is decided where the product's contract is.
            if (registry.compatibility(subject).isEmpty()) {
                registry.setCompatibility(subject, "NONE");
            }
            return id;
        } catch (RegistryException e) {
            if (e.retriable()) {
                throw e;
            }
            throw new HaltException(
                    "the registry refused the schema of table " + table.qualifiedName() + " in subject " + subject
                            + ": " + e.getMessage(),
                    "set the compatibility of subject " + subject + " to NONE, or grant write access to it");
        }
    }
}
