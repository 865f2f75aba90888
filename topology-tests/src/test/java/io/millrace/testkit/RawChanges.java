package io.millrace.testkit;

import io.millrace.contracts.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Change events of one table as bytes, for tests that build raw topics themselves. */
public final class RawChanges {
    private final ChangeEvents events;
    private final int schemaId;
    private long lsn = 1000;

    /**
     * Of a table of an SQL script.
     *
     * @param table {@code <schema>.<table>}
     * @param topic whose subject gets the schema
     */
    public RawChanges(Path script, String table, String topic, SchemaRegistry registry) throws IOException {
        TableDefinition definition = SqlTables.read(Files.readString(script)).get(table);
        if (definition == null) {
            throw new IllegalArgumentException(script + " has no table " + table);
        }
        this.events = new ChangeEvents(definition, "shop-db", "shop");
        this.schemaId = registry.register(topic + "-value", events.schema());
    }

    /** The next change of the log: a row after {@code c} or {@code u}, the row before {@code d}. */
    public byte[] next(String op, Map<String, @Nullable String> row, long timeMillis) {
        lsn += 100;
        ChangeEvents.RowText text = new ChangeEvents.RowText(row);
        boolean delete = op.equals("d");
        return FramedAvro.write(
                schemaId,
                events.envelope(
                        new ChangeEvents.Change(op, delete ? text : null, delete ? null : text, lsn, lsn, timeMillis)));
    }
}
