package io.millrace.ingest.publish;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.safety.HaltException;
import io.millrace.ingest.safety.KeyWatch;
import io.millrace.ingest.schema.StructEncoder;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Encoders by schema instance: Debezium keeps one per table until the table changes. A new one is compiled and
 * registered when its first record comes.
 */
final class TableEncodings {
    /** DDL makes new instances for ever; what is dropped here is compiled again. */
    private static final int MOST = 1_000;

    private final String source;
    private final SchemaRegistry registry;
    private final LiveTable live;
    private final Map<String, CapturedTable> tables = new HashMap<>();
    /** The last shape of each table's records in this run. */
    private final Map<String, org.apache.avro.Schema> last = new HashMap<>();

    private final IdentityHashMap<Schema, TableEncoding> bySchema = new IdentityHashMap<>();

    TableEncodings(SourceDescriptor source, SchemaRegistry registry, LiveTable live) {
        this.live = live;
        this.source = source.name();
        this.registry = registry;
        source.tables().forEach(table -> tables.put(table.qualifiedName(), table));
    }

    /**
     * The encoding of a change.
     *
     * @param key schema of its key; null for a truncation
     * @throws HaltException if the table has changed in a way that its source does not follow
     */
    TableEncoding of(Struct envelope, @Nullable Schema key) {
        TableEncoding known = bySchema.get(envelope.schema());
        return known != null ? known : add(envelope, key);
    }

    private TableEncoding add(Struct envelope, @Nullable Schema key) {
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
        if (key != null) {
            encoder.avroSchema()
                    .addProp(
                            SchemaChange.KEY,
                            key.fields().stream().map(Field::name).toList());
            follow(table, encoder.avroSchema());
        }
        TableEncoding encoding = TableEncoding.of(source, table, register(table, encoder), encoder);
        if (bySchema.size() >= MOST) {
            bySchema.clear();
        }
        bySchema.put(envelope.schema(), encoding);
        return encoding;
    }

    /** What was registered last is remembered over restarts, so that a change that is not followed halts each of them. */
    private void follow(CapturedTable table, org.apache.avro.Schema now) {
        org.apache.avro.Schema before = last.get(table.qualifiedName());
        boolean first = before == null;
        if (before == null) {
            var versions = registry.versions(table.topic() + "-value");
            before = versions.isEmpty() ? now : versions.get(versions.size() - 1);
        }
        List<String> refused =
                SchemaChange.between(before, now).refusedBy(table.rules().onSchemaChange());
        if (!first || !refused.isEmpty()) {
            Optional<TableShape> shape = live.check(table);
            boolean reviewed = shape.isPresent() && shape.equals(table.shape());
            if (!refused.isEmpty() && !reviewed) {
                throw new HaltException(
                        "table " + table.qualifiedName() + " has changed, which its source does not follow: "
                                + String.join("; ", refused),
                        KeyWatch.REPAIR);
            }
        }
        last.put(table.qualifiedName(), now);
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
