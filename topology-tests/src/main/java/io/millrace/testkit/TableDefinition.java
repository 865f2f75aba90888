package io.millrace.testkit;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A captured table.
 *
 * @param name {@code <schema>.<table>}
 * @param columns in the order of the definition
 * @param key names of the primary key's columns, in its order; empty where there is none
 */
record TableDefinition(String name, List<Column> columns, List<String> key) {
    TableDefinition {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * One column.
     *
     * @param type what ingest makes of it, before nullability
     * @param nullable whether the table allows null
     */
    record Column(String name, Schema type, boolean nullable) {}
}
