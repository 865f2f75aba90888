package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.safety.ServerFacts.Publication;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements about a source's publication: run by ingestion where the role may, and shown to people where not. */
public final class PublicationText {
    private final String name;
    private final List<CapturedTable> captured;

    public PublicationText(SourceDescriptor source) {
        this.name = Sql.identifier(source.publication());
        this.captured = source.captured();
    }

    /** The tables it has to hold, as {@code schema.table}. */
    public Set<String> tables() {
        return captured.stream().map(CapturedTable::qualifiedName).collect(Collectors.toUnmodifiableSet());
    }

    public String create() {
        return "CREATE PUBLICATION " + name + " FOR TABLE " + list() + " WITH (publish_via_partition_root = true);";
    }

    /** Whether a publication holds the captured tables: only these, or all there are. */
    public boolean isOf(Publication found) {
        Set<String> held = found.membership().tables().keySet();
        return found.scope().allTables() ? held.containsAll(tables()) : held.equals(tables());
    }

    /** Makes a publication one of whole tables, and only these. */
    public String set(Publication found) {
        String root = found.scope().viaRoot()
                ? ""
                : "ALTER PUBLICATION " + name + " SET (publish_via_partition_root = true);";
        String tables = found.scope().allTables() ? "" : "ALTER PUBLICATION " + name + " SET TABLE " + list() + ";";
        return (root + " " + tables).strip();
    }

    public String sendAll() {
        return "ALTER PUBLICATION " + name + " SET (publish = 'insert, update, delete, truncate');";
    }

    public String drop() {
        return "DROP PUBLICATION IF EXISTS " + name + ";";
    }

    private String list() {
        return captured.stream().map(Sql::qualified).collect(Collectors.joining(", "));
    }
}
