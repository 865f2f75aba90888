package io.millrace.ingest.safety;

import io.millrace.contracts.table.TableShape.Column;
import java.util.List;

/**
 * What the database says about a captured table.
 *
 * @param name {@code schema.table}
 * @param kind as in {@code pg_class.relkind}: {@code r} is an ordinary table, {@code p} a partitioned one
 * @param replicaIdentity as in {@code pg_class.relreplident}: {@code d}efault, {@code f}ull, {@code n}othing,
 *     {@code i}ndex; of a partitioned table the least that one of its partitions has
 * @param hasPrimaryKey whether there is one
 * @param uniqueIndexes those whose columns name a row: valid, not deferrable, over all rows and without expressions
 * @param columns all of them
 */
public record TableFacts(
        String name,
        String kind,
        String replicaIdentity,
        boolean hasPrimaryKey,
        List<UniqueIndex> uniqueIndexes,
        List<Column> columns) {

    public TableFacts {
        columns = List.copyOf(columns);
        uniqueIndexes = List.copyOf(uniqueIndexes);
    }

    /** A table of whose indexes only the primary key matters. */
    public TableFacts(String name, String kind, String replicaIdentity, boolean hasPrimaryKey) {
        this(name, kind, replicaIdentity, hasPrimaryKey, List.of());
    }

    /** A table whose columns do not matter. */
    public TableFacts(
            String name, String kind, String replicaIdentity, boolean hasPrimaryKey, List<UniqueIndex> uniqueIndexes) {
        this(name, kind, replicaIdentity, hasPrimaryKey, uniqueIndexes, List.of());
    }

    /**
     * A unique index.
     *
     * @param name of the index
     * @param columns in its order
     * @param notNull whether none of its columns may be null
     * @param primary whether it is the primary key's
     * @param identity whether it is the table's replica identity
     */
    public record UniqueIndex(String name, List<String> columns, boolean notNull, boolean primary, boolean identity) {
        public UniqueIndex {
            columns = List.copyOf(columns);
        }
    }
}
